using MakeTables;

if (args.Length != 4)
{
    Console.Error.WriteLine("usage: dotnet run --project eng/tables -- TIKTOKEN_FOLDER ANTHROPIC_FOLDER UCD_FOLDER OUTPUT_FOLDER");
    Console.Error.WriteLine("eng/tables/README.md says where the folders come from.");
    return 2;
}
var (tiktoken, anthropic, ucd, output) = (args[0], args[1], args[2], args[3]);
foreach (var name in new[] { "cl100k_base", "o200k_base", "r50k_base" })
    MergeFile.Write(RankTable.Read(Path.Combine(tiktoken, "encoders", name + ".json")), Path.Combine(output, name + ".merges.br"));
MergeFile.Write(RankTable.Read(Path.Combine(anthropic, "claude.json")), Path.Combine(output, "claude.merges.br"));
// p50k is r50k and the few tokens after it.
var p50k = RankTable.Read(Path.Combine(tiktoken, "encoders", "p50k_base.json"));
MergeFile.WriteAppendix(p50k, 50257, Path.Combine(output, "p50k_base.merges.br"));
ClassFile.Write(Path.Combine(output, "classes.br"));
NormalizationFile.Write(ucd, output);
return 0;
