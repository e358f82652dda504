using Accounting.BatchClient.CommandLine;

namespace Accounting.BatchClient.Tokens;

/// <summary>Tells what a tokenizer refuses about a text.</summary>
internal static class Refusals
{
    /// <exception cref="UserException">The tokenizer refuses the text.</exception>
    public static int Of(Func<int> encode)
    {
        try
        {
            return encode();
        }
        catch (InvalidDataException exception)
        {
            throw new UserException(exception.Message, exception);
        }
    }
}
