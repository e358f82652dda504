namespace Accounting.Generator;

/// <summary>Writes calls of a company's day: eight tenants, ten models, prompts that share a few system messages.</summary>
internal sealed class CallWriter
{
    private const int SystemMessages = 40;
    private const int IdCharacters = 29;

    private static readonly string[] Tenants = ["acme", "globex", "initech", "umbrella", "hooli", "stark", "wayne", "tyrell"];

    // As requested, and as the response names it.
    private static readonly (byte[] Requested, byte[] Served)[] Models =
    [
        Model("gpt-4o", "gpt-4o-2024-08-06"), Model("gpt-4o-mini", "gpt-4o-mini-2024-07-18"), Model("gpt-4.1", "gpt-4.1-2025-04-14"),
        Model("gpt-4.1-mini", "gpt-4.1-mini-2025-04-14"), Model("gpt-4.1-nano", "gpt-4.1-nano-2025-04-14"), Model("gpt-5", "gpt-5-2025-08-07"),
        Model("gpt-5-mini", "gpt-5-mini-2025-08-07"), Model("gpt-5-nano", "gpt-5-nano-2025-08-07"),
        Model("o3", "o3-2025-04-16"), Model("o4-mini", "o4-mini-2025-04-16"),
    ];

    /// <summary>How many models there are.</summary>
    public static int ModelsMax => Models.Length;

    private readonly byte[][] _tenants;
    private readonly byte[][] _systemMessages;
    private readonly Chance _chance;
    private readonly Prose _prose;
    private readonly bool _reportsUsage;
    private readonly bool _isEven;
    private readonly int _models;

    public CallWriter(GeneratorOptions options)
    {
        _chance = new(options.Seed);
        _reportsUsage = options.ReportsUsage;
        _isEven = options.Tenants is not null;
        _models = options.Models;
        _tenants = [.. Enumerable.Range(0, options.Tenants ?? Tenants.Length).Select(NameOfTenant)];
        _prose = new(new Vocabulary(_chance), new ForeignText());
        _systemMessages = [.. Enumerable.Range(0, SystemMessages).Select(_ => MakeSystemMessage())];
    }

    /// <summary>Writes one call that was made at the given second.</summary>
    public void Write(Output output, long unixSeconds)
    {
        // Two of the tenants have clients that write all but ASCII as escapes.
        var tenant = _isEven ? _chance.Below(_tenants.Length) : Math.Min(_chance.Below(_tenants.Length), _chance.Below(_tenants.Length));
        var (requested, served) = Models[_chance.Below(_models)];
        var start = output.Position;
        output.Add("{\"request\":{\"model\":\""u8);
        output.Add(requested);
        output.Add("\",\"messages\":["u8);
        WriteMessages(output, isEscaped: tenant is 2 or 5);
        var promptBytes = output.Position - start;
        output.Add("],\"temperature\":0."u8);
        output.Add((long)_chance.Below(10));
        output.Add(",\"user\":\"u-"u8);
        output.Add((long)_chance.Below(5000));
        output.Add("\",\"metadata\":{\"tenant\":\""u8);
        output.Add(_tenants[tenant]);
        output.Add("\"}},\"response\":{\"id\":\"chatcmpl-"u8);
        WriteId(output);
        output.Add("\",\"object\":\"chat.completion\",\"created\":"u8);
        output.Add(unixSeconds);
        output.Add(",\"model\":\""u8);
        output.Add(served);
        output.Add("\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""u8);
        var answer = output.Position;
        _prose.Write(output, _chance, Length(340), tenant is 2 or 5);
        var answerBytes = output.Position - answer;
        output.Add("\",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}]"u8);
        if (_reportsUsage) WriteUsage(output, promptBytes, answerBytes);
        output.Add(",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_44709d6fcb\"}}\n"u8);
    }

    private void WriteMessages(Output output, bool isEscaped)
    {
        output.Add("{\"role\":\"system\",\"content\":\""u8);
        output.Add(_systemMessages[Math.Min(_chance.Below(SystemMessages), _chance.Below(SystemMessages))]);
        output.Add("\"}"u8);
        var messages = _chance.Between(1, 3);
        for (var message = 0; message < messages; message++)
        {
            output.Add((messages - message) % 2 == 1 ? ",{\"role\":\"user\",\"content\":\""u8 : ",{\"role\":\"assistant\",\"content\":\""u8);
            _prose.Write(output, _chance, Length(520) / messages, isEscaped);
            output.Add("\"}"u8);
        }
    }

    // Many short texts, few long ones: the mean is about the given one.
    private int Length(int mean) => 20 + (int)((long)mean * (_chance.Below(1000) + 1) * (_chance.Below(1000) + 1) * 4 / 1_000_000);

    // Four bytes to a token, as a rule of thumb; in part cached, in part reasoning.
    private void WriteUsage(Output output, int promptBytes, int answerBytes)
    {
        var prompt = (promptBytes / 4) + 1;
        var answer = (answerBytes / 4) + 1;
        var cached = _chance.OneIn(4) ? prompt / 2 : 0;
        var reasoning = _chance.OneIn(4) ? answer / 3 : 0;
        output.Add(",\"usage\":{\"prompt_tokens\":"u8);
        output.Add((long)prompt);
        output.Add(",\"completion_tokens\":"u8);
        output.Add((long)answer);
        output.Add(",\"total_tokens\":"u8);
        output.Add((long)prompt + answer);
        output.Add(",\"prompt_tokens_details\":{\"cached_tokens\":"u8);
        output.Add((long)cached);
        output.Add(",\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":"u8);
        output.Add((long)reasoning);
        output.Add(",\"audio_tokens\":0,\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}"u8);
    }

    private void WriteId(Output output)
    {
        for (var i = 0; i < IdCharacters; i++) output.Add("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8[_chance.Below(62)]);
    }

    private byte[] MakeSystemMessage()
    {
        using var stream = new MemoryStream();
        var output = new Output(stream);
        output.Add("You are a helpful assistant."u8);
        output.Add((byte)' ');
        _prose.Write(output, _chance, Length(300), isEscaped: false);
        output.Flush();
        return stream.ToArray();
    }

    private static byte[] NameOfTenant(int number) =>
        System.Text.Encoding.UTF8.GetBytes(number < Tenants.Length ? Tenants[number] : System.FormattableString.Invariant($"tenant-{number + 1:d5}"));

    private static (byte[] Requested, byte[] Served) Model(string requested, string served) =>
        (System.Text.Encoding.UTF8.GetBytes(requested), System.Text.Encoding.UTF8.GetBytes(served));
}
