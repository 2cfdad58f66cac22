using System.Collections;
using Guildhall.Server.Cli;

var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

return await CommandLine.RunAsync(args, Streams.Terminal, environment, CancellationToken.None);
