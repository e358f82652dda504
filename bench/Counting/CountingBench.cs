using System.Globalization;

namespace Accounting.Counting;

/// <summary>
/// Measures all engines on one corpus in alternating rounds: a warm pass with a counter that has seen the corpus, and a cold one with a new counter. Speeds are MB of text
/// per second of processor time, medians over the rounds.
/// </summary>
internal sealed class CountingBench(IReadOnlyList<Engine> engines, int rounds)
{
    private const int WarmUpPasses = 3;

    public void Run(string encoding, Corpus corpus)
    {
        var warmCounters = engines.Select(engine => engine.Create(encoding)).ToArray();
        var totals = warmCounters.Select(count => WarmUp(count, corpus)).ToArray();
        var warm = engines.Select(_ => new List<double>()).ToArray();
        var cold = engines.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
            for (var i = 0; i < engines.Count; i++)
            {
                cold[i].Add(Speed(engines[i].Create(encoding), corpus));
                warm[i].Add(Speed(warmCounters[i], corpus));
            }
        for (var i = 0; i < engines.Count; i++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{encoding,-12} {corpus.Name,-14} {engines[i].Name,-12} {Median(warm[i]),8:N1} {Median(cold[i]),8:N1}"
                + $" {Median(warm[i]) / Median(warm[^1]),7:N2} {Median(cold[i]) / Median(cold[^1]),7:N2}  {totals[i]}{(totals[i] == totals[0] ? "" : " DIFFERENT")}"));
    }

    private static long WarmUp(Engine.CountText count, Corpus corpus)
    {
        var total = 0L;
        for (var pass = 0; pass < WarmUpPasses; pass++) total = Count(count, corpus);
        return total;
    }

    private static double Speed(Engine.CountText count, Corpus corpus)
    {
        var began = Environment.CpuUsage.TotalTime;
        Count(count, corpus);
        return corpus.TextBytes / (Environment.CpuUsage.TotalTime - began).TotalMicroseconds;
    }

    private static long Count(Engine.CountText count, Corpus corpus)
    {
        var total = 0L;
        foreach (var document in corpus.Documents) total += count(corpus.Bytes.AsSpan(document));
        return total;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
