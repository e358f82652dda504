using System.Text;
using System.Text.Json;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Tests.Json;

/// <summary>Our reader accepts what <see cref="Utf8JsonReader"/> accepts, refuses what it refuses, and sees the same values.</summary>
public class JsonScannerOracleTests
{
    private const string Alphabet = "{}[]\",:\\ \n\t0123456789-+.eEtrufalsn/bx\u0001\u00e9";

    private static readonly string[] Documents =
    [
        """{"a":1,"b":[true,false,null,{"c":"x\n\u00e9\ud83d\ude00"}],"d":{},"e":[],"f":-0.5e+10}""",
        """ [ 1 , 2.5 , "text with \"quotes\" and \\ and \/ " , [ [ ] ] , { "k" : { "k" : "" } } ] """,
        "\"plain\"", "0", "-1.0E5", "true", "null",
        """{"messages":[{"role":"user","content":"def f(x):\n    return x\n"}],"usage":{"prompt_tokens":12}}""",
    ];

    private readonly JsonIndex _index = new();

    [Fact]
    public void TryRead_MutatedDocuments_AgreesWithUtf8JsonReader()
    {
        const int seed = 20261122;
        var random = new Random(seed);
        for (var round = 0; round < 60_000; round++)
        {
            var text = Encoding.UTF8.GetBytes(Mutate(random, Documents[random.Next(Documents.Length)]));
            Assert.True(Values(text) == OracleValues(text), $"seed {seed}, round {round}: {Encoding.UTF8.GetString(text)}\nours:   {Values(text)}\noracle: {OracleValues(text)}");
        }
    }

    [Fact]
    public void TryRead_EveryPrefixOfADocument_AgreesWithUtf8JsonReader()
    {
        foreach (var document in Documents.Select(Encoding.UTF8.GetBytes))
            for (var length = 0; length <= document.Length; length++)
                Assert.Equal(OracleValues(document[..length]), Values(document[..length]));
    }

    private static string Mutate(Random random, string document)
    {
        var text = new StringBuilder(document);
        for (var edits = random.Next(4); edits > 0; edits--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(3))
            {
                case 0: text[at] = Alphabet[random.Next(Alphabet.Length)]; break;
                case 1: text.Insert(at, Alphabet[random.Next(Alphabet.Length)]); break;
                default: if (text.Length > 1) text.Remove(at, 1); break;
            }
        }
        return text.ToString();
    }

    private string Values(byte[] text)
    {
        if (!_index.TryRead(text, out _)) return "refused";
        var values = new StringBuilder();
        Write(_index.Root, values);
        return values.ToString();
    }

    private static void Write(JsonValue value, StringBuilder values)
    {
        values.Append(value.Kind).Append(value.Kind is JsonKind.Object or JsonKind.Array ? "" : Encoding.UTF8.GetString(value.Raw)).Append(' ');
        foreach (var item in value) Write(item, values);
        foreach (var (key, member) in value.Members)
        {
            Write(key, values);
            Write(member, values);
        }
        if (value.Kind is JsonKind.Object or JsonKind.Array) values.Append("end ");
    }

    private static string OracleValues(byte[] text)
    {
        var values = new StringBuilder();
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = JsonIndex.DepthMax });
        try
        {
            while (reader.Read())
                values.Append(reader.TokenType switch
                {
                    JsonTokenType.StartObject => "Object ",
                    JsonTokenType.StartArray => "Array ",
                    JsonTokenType.EndObject or JsonTokenType.EndArray => "end ",
                    JsonTokenType.PropertyName or JsonTokenType.String => $"String{Encoding.UTF8.GetString(reader.ValueSpan)} ",
                    var other => $"{other}{Encoding.UTF8.GetString(reader.ValueSpan)} ",
                });
            return values.ToString();
        }
        catch (JsonException)
        {
            return "refused";
        }
    }
}
