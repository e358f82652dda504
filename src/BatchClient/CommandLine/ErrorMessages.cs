using Accounting.Core.Ledger;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.CommandLine;

/// <summary>What a user is told about an exception.</summary>
internal static class ErrorMessages
{
    public static (string Message, int ExitCode) Of(Exception exception) => exception switch
    {
        UserException user => (user.Message, user.ExitCode),
        LedgerException or CostMapException => (exception.Message, ExitCodes.Failed),
        UnauthorizedAccessException or IOException => (exception.Message, ExitCodes.Failed),
        OverflowException => (
            "An amount or a count is beyond what the ledger can hold exactly (about ±170 trillion USD, 9.2e18 tokens). " +
            "Nothing was rounded or stored. Look for a wrong price or count: 'accounting spend --tenant NAME' asks for a part, " +
            "'accounting runs void RUN --reason TEXT' takes back the run that brought it.",
            ExitCodes.Failed),
        _ => ($"Something unexpected went wrong: {exception.Message} Please report it with the output of the same command under ACCOUNTING_DEBUG=1.",
            ExitCodes.Failed),
    };
}
