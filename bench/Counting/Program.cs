using Accounting.Counting;

var options = CountingOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine(CountingOptions.Usage);
    return 2;
}
var bench = new CountingBench([Engine.Own, .. options.Engines.Select(Engine.Load)], options.Rounds);
Console.WriteLine("encoding     corpus         engine           warm     cold    /last   /last  tokens");
foreach (var encoding in options.Encodings)
    foreach (var path in options.Documents)
        bench.Run(encoding, Corpus.Read(path));
return 0;
