using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Grains.Interfaces.Calls;
using Accounting.Grains.Interfaces.Prices;
using Accounting.Grains.Interfaces.Spending;

namespace Accounting.Grains.Tests.Messages;

public class MessageTests
{
    public static TheoryData<string> Names => [.. MessageSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_WrittenAndRead_IsTheSame(string name)
    {
        var sample = MessageSamples.All[name];
        Assert.Equal(Wire.Text(sample), Wire.Text(Wire.Copy(sample)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_StoredByThisOrAnEarlierVersion_IsReadAsItWasWritten(string name)
    {
        var path = Wire.Data("Messages", $"{name}.bin");
        if (Wire.IsWriting && !File.Exists(path)) File.WriteAllBytes(path, Wire.Serializer.SerializeToArray(MessageSamples.All[name]));
        Assert.True(File.Exists(path), $"{path} is missing. Run this test once with ACCOUNTING_WRITE_CONTRACTS=1 and commit the file.");
        Assert.Equal(Wire.Text(MessageSamples.All[name]), Wire.Text(Wire.Serializer.Deserialize<object>(File.ReadAllBytes(path))));
    }

    [Fact]
    public void ChunkMessage_FromAPosting_GivesItBack()
    {
        var posting = MessageSamples.Posting();
        var copy = new ChunkPosting();
        Wire.Copy(ChunkMessage.From(posting, withBytes: true)).CopyTo(copy);
        Assert.Equal(Wire.Text(posting), Wire.Text(copy));

        copy.Clear();
        Wire.Copy(ChunkMessage.From(posting, withBytes: false)).CopyTo(copy);
        Assert.True(copy.Bytes.IsEmpty);
        Assert.Equal(posting.Calls, copy.Calls);
    }

    [Fact]
    public void PartMessage_FromAPart_GivesItBack()
    {
        var part = MessageSamples.Part();
        Assert.Equal(Wire.Text(part), Wire.Text(Wire.Copy(PartMessage.From(part)).ToPart(part.Key)));
    }

    [Fact]
    public void PartAnswer_FromAReceipt_GivesAllBackButTheSumsAdded()
    {
        var receipt = new PartReceipt { Known = [new(1, 2, "r-1"), new(4, 5, "r-2"), new(6, 5, "r-1")], Amount = new(-7), Tokens = 8, Version = 9 };
        var answer = Wire.Copy(PartAnswer.From(receipt));
        Assert.Equal(["r-1", "r-2"], answer.Runs);
        Assert.Equal(Wire.Text(receipt), Wire.Text(answer.ToReceipt(7)));
        // A ledger names known calls in any order.
        var turned = PartAnswer.From(new() { Known = [.. receipt.Known.Reverse()], Amount = receipt.Amount, Tokens = receipt.Tokens, Version = receipt.Version });
        Assert.Equal(Wire.Text(receipt), Wire.Text(turned.ToReceipt(7)));
    }

    [Fact]
    public void OfferMessage_FromAnOffer_GivesItBack()
    {
        var offer = MessageSamples.Offer();
        Assert.Equal(Wire.Text(offer), Wire.Text(Wire.Copy(OfferMessage.From(offer)).ToOffer()));
    }

    [Theory]
    [InlineData("acme", "gpt-4o")]
    [InlineData("", "")]
    [InlineData("1:a", "2:b")]
    [InlineData("a", "")]
    [InlineData("\ud83d\ude00", "x:y")]
    public void SpendGrainKey_AnyNames_ComeBack(string tenant, string model)
    {
        var key = new SpendKey(tenant, model);
        Assert.Equal(key, SpendGrainKey.Parse(SpendGrainKey.Of(key)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("acme")]
    [InlineData(":acme")]
    [InlineData("9:acme")]
    [InlineData("-1:acme")]
    [InlineData("99999999999:a")]
    public void SpendGrainKey_AnythingElse_IsRefused(string text) => Assert.Throws<FormatException>(() => SpendGrainKey.Parse(text));
}
