using System.Globalization;
using Accounting.ParquetBench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var rounds = 5;
var files = new List<string>();
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--rounds" && i + 1 < args.Length && int.TryParse(args[++i], out rounds)) continue;
    if (args[i].StartsWith("--", StringComparison.Ordinal) || !File.Exists(args[i]))
    {
        Console.Error.WriteLine("usage: ParquetBench [--rounds N] FILE...  (the text columns of Parquet files, through this reader and through Parquet.Net, to a sum of their bytes and to a counter of tokens)");
        return 2;
    }
    files.Add(args[i]);
}
foreach (var file in files) await TextBench.RunAsync(file, rounds);
return 0;
