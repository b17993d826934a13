import { argv, stderr, stdin, stdout } from 'node:process';
import { runCli } from './run-cli.ts';

process.exitCode = await runCli(argv.slice(2), {
  write: (text) => void stdout.write(text),
  complain: (text) => void stderr.write(text),
  readStdin: async () => {
    const parts: Uint8Array[] = [];
    for await (const part of stdin) parts.push(part);
    return new TextDecoder().decode(Buffer.concat(parts));
  },
});
