using Accounting.BatchClient.Cluster;
using Accounting.BatchClient.CommandLine;

namespace Accounting.BatchClient.Tests.Cluster;

public sealed class ClusterAddressTests
{
    [Theory]
    [InlineData("silo-1:30001", "silo-1:30001")]
    [InlineData("silo-1", "silo-1:30000")]
    [InlineData("10.0.0.7:1,10.0.0.8 , silo.example.org:65535", "10.0.0.7:1, 10.0.0.8:30000, silo.example.org:65535")]
    [InlineData("[::1]:30000", "::1:30000")]
    [InlineData("[fe80::1]", "fe80::1:30000")]
    public void Parse_Gateways_AreTaken(string text, string expected) => Assert.Equal(expected, ClusterAddress.Parse(text).ToString());

    [Theory]
    [InlineData("", "names 0 gateways")]
    [InlineData(",", "names 0 gateways")]
    [InlineData("silo:0", "'silo:0' is no gateway")]
    [InlineData("silo:65536", "'silo:65536' is no gateway")]
    [InlineData("silo:port", "'silo:port' is no gateway")]
    [InlineData("http://silo:30000", "'http://silo:30000' is no gateway")]
    [InlineData("a b:1", "'a b:1' is no gateway")]
    [InlineData("ok:1,:2", "':2' is no gateway")]
    public void Parse_NoGateway_IsRefusedWithWhatWasExpected(string text, string message)
    {
        var refusal = Assert.Throws<UserException>(() => ClusterAddress.Parse(text));
        Assert.Equal(ExitCodes.WrongUsage, refusal.ExitCode);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("HOST:PORT", refusal.Message, StringComparison.Ordinal);
    }
}
