using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Values;

/// <summary>The one exception of ours that crosses: its fault and its message. What caused it stays in the log of the silo.</summary>
[GenerateSerializer, Immutable, Alias(Aliases.LedgerExceptionSurrogate)]
internal struct LedgerExceptionSurrogate
{
    [Id(0)] public int Fault;
    [Id(1)] public string Message;
}

[RegisterConverter]
internal sealed class LedgerExceptionConverter : IConverter<LedgerException, LedgerExceptionSurrogate>
{
    public LedgerException ConvertFromSurrogate(in LedgerExceptionSurrogate surrogate) => new((LedgerFault)surrogate.Fault, surrogate.Message ?? "");

    public LedgerExceptionSurrogate ConvertToSurrogate(in LedgerException value) => new() { Fault = (int)value.Fault, Message = value.Message };
}
