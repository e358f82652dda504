using Accounting.Counting;

var options = CountingOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine(CountingOptions.Usage);
    return 2;
}
var bench = new CountingBench([Engine.Own, .. options.Engines.Select(Engine.Load)], options.Rounds);
Console.WriteLine("encoding     corpus         engine           warm     cold    /last   /last  tokens");
var corpora = options.Documents.Count > 0 ? options.Documents.Select(Corpus.Read).ToList() : [.. new CorpusMaker(options.Megabytes, options.Seed).All()];
foreach (var encoding in options.Encodings)
    foreach (var corpus in corpora)
        bench.Run(encoding, corpus);
return 0;
