using Accounting.Grains.Posting;
using Accounting.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Accounting.Grains.Tests.Posting;

public class PostingOptionsTests
{
    [Fact]
    public void Problems_Defaults_AreNone() => Assert.Empty(new PostingOptions().Problems());

    [Fact]
    public void AddAccountingPosting_WrongOptions_NamesAllOfThem()
    {
        var options = new PostingOptions { QueuedPartsMax = 0, StepThreads = 1000, BusyPause = TimeSpan.Zero };
        var refused = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddAccountingPosting(_ => new FakePartLedger(), _ => TestPrices.For, options));
        foreach (var name in new[] { "QueuedPartsMax is 0", "StepThreads is 1000; expected 1 to 256", "BusyPause in milliseconds is 0" })
            Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }
}
