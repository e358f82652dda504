using System.Text;
using Accounting.Tokenization.BytePair;
using Accounting.Tokenization.Encodings;

namespace Accounting.Tokenization.Tests.BytePair;

public class AllocationTests
{
    public static TheoryData<string> Encodings => new(TokenEncoding.Names);

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Count_AfterTheFirstTime_AllocatesNothing(string name)
    {
        var encoding = TokenEncoding.Get(name);
        foreach (var way in Enum.GetValues<CountingWay>()) AssertAllocatesNothing(encoding, encoding.CreateCounter(way));
    }

    private static void AssertAllocatesNothing(TokenEncoding encoding, TokenCounter counter)
    {
        var texts = Texts(encoding);
        // The runtime allocates by itself where it compiles a method anew, so one of several rounds without any is what is asked for.
        var allocated = Enumerable.Range(0, 6).Select(_ => Allocated(counter, texts)).ToList();
        Assert.Contains(0, allocated);
    }

    private static long Allocated(TokenCounter counter, List<byte[]> texts)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var text in texts) counter.Count(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static List<byte[]> Texts(TokenEncoding encoding)
    {
        var random = new Random(5);
        var texts = Enumerable.Range(0, 400).Select(i => RandomText.Next(random, encoding, i % RandomText.Kinds)).ToList();
        texts.Add(Encoding.UTF8.GetBytes(new string('x', 5000)));
        texts.Add([0xFF, 0xFE, .. Encoding.UTF8.GetBytes("The quick brown fox. Быстрая лиса. 敏捷的狐狸 ﬁ é")]);
        return texts;
    }
}
