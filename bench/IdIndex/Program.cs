using System.Globalization;
using Accounting.IdIndex;

var options = BenchOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine("Usage: Accounting.IdIndex [--ids 50M] [--batch 8192] [--seed 1] [--folder DIR]");
    return 2;
}
var folder = Directory.CreateDirectory(options.Folder ?? Path.Combine(Path.GetTempPath(), "accounting-id-index"));
var ledger = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"ids-{Environment.ProcessId}.db"));
try
{
    new IdIndexBench(options, ledger).Run();
    return 0;
}
finally
{
    foreach (var file in folder.GetFiles(Path.GetFileName(ledger) + "*")) file.Delete();
}
