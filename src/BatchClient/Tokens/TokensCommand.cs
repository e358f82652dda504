using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Tokens;

/// <summary><c>accounting tokens</c>: counts, encodes and decodes text.</summary>
internal static class TokensCommand
{
    public static Command Create(CommandContext context) => new DocumentedCommand("tokens", "Count, encode or decode text with a model's tokenizer.")
    {
        CountCommand.Create(context),
        EncodeCommand.Create(context),
        DecodeCommand.Create(context),
    };
}
