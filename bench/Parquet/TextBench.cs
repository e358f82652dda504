using System.Diagnostics;

namespace Accounting.ParquetBench;

/// <summary>Compares the readers on one file, in turns, so that a neighbour's noise meets all of them.</summary>
internal static class TextBench
{
    // Small files are read several times in one measurement.
    private const long BytesOfMeasurement = 4 << 20;

    public static async Task RunAsync(string path, int rounds)
    {
        (string Name, Func<string, ITextSink, Task<long>> Read)[] readers =
            [("ours", TextReaders.OwnAsync), ("Parquet.Net, slices", TextReaders.SlicesAsync), ("Parquet.Net, strings", TextReaders.StringsAsync)];
        foreach (var (sinkName, newSink) in ((string, Func<ITextSink>)[])[("read", () => new SumSink()), ("read and counted", () => new CountSink())])
        {
            var times = readers.Select(_ => new List<double>()).ToArray();
            var results = new HashSet<long>();
            var repeats = (int)Math.Max(1, BytesOfMeasurement / new FileInfo(path).Length);
            for (var round = 0; round <= rounds; round++)
            {
                for (var i = 0; i < readers.Length; i++)
                {
                    var seconds = await MeasureAsync(readers[i].Read, path, newSink, repeats, results);
                    // The first round compiles.
                    if (round > 0) times[i].Add(seconds);
                }
            }
            if (results.Count != 1) throw new InvalidOperationException($"The readers do not agree on the texts of {path}.");
            var medians = times.Select(list => list.Order().ElementAt(list.Count / 2)).ToArray();
            for (var i = 0; i < readers.Length; i++)
                Console.WriteLine(
                    $"{Path.GetFileName(path),-45} {sinkName,-17} {readers[i].Name,-21} {1000 * medians[i],10:F2} ms of processor"
                    + $"  {times[i].Min() * 1000,10:F2} to {times[i].Max() * 1000,10:F2}  {medians[i] / medians[0],5:F2} times ours");
        }
    }

    // Processor time: the machine may be shared, and other threads of a reader count as well.
    private static async Task<double> MeasureAsync(
        Func<string, ITextSink, Task<long>> read, string path, Func<ITextSink> newSink, int repeats, HashSet<long> results)
    {
        using var process = Process.GetCurrentProcess();
        var sinks = Enumerable.Range(0, repeats).Select(_ => newSink()).ToArray();
        var begin = process.TotalProcessorTime;
        foreach (var sink in sinks) results.Add(await read(path, sink));
        process.Refresh();
        return (process.TotalProcessorTime - begin).TotalSeconds / repeats;
    }
}
