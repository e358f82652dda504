using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;

await using var process = new ProcessTerminal();
return await CommandRunner.RunAsync(args, process.Context, process.Interrupted);
