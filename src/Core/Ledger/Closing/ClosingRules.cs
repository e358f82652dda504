using Accounting.Core.Usage;

namespace Accounting.Core.Ledger.Closing;

/// <summary>What must hold for a month to be closed.</summary>
public static class ClosingRules
{
    public const int TextCharsMax = 1_000;

    /// <summary>Checks that a month may be closed now.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="closings">All closings so far, in the order in which they were made.</param>
    /// <param name="usedDays">Which tenants have usage on which days before the month, in any order. Read only where it decides.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="LedgerException">It is not over, closed already, or an earlier one is open.</exception>
    public static void RequireClosable(
        CloseMonthRequest request, IReadOnlyList<MonthClosing> closings, IEnumerable<(string Tenant, DateOnly Day)> usedDays, DateTimeOffset now)
    {
        var (month, whose) = (request.Month, request.Tenant is { } name ? $" of tenant {name}" : "");
        if (request.ClosedBy.Length > TextCharsMax || request.Reason.Length > TextCharsMax)
            throw Refused($"Who closes a month, and why, may have {TextCharsMax} characters each. Nothing was changed.");
        if (now < month.End)
        {
            throw Refused($"Month {month} cannot be closed: it is not over before {month.End:yyyy-MM-dd} UTC, and usage of it may still come. "
                + "Nothing was changed. Close it then.");
        }
        if (closings.FirstOrDefault(closing => closing.Month >= month && (closing.Tenant is null || closing.Tenant == request.Tenant)) is { } closed)
        {
            var with = closed.Month == month ? "" : $" with {closed.Month}";
            throw Refused($"Month {month}{whose} was closed{with} on {closed.ClosedAt:yyyy-MM-dd HH:mm} UTC by {closed.ClosedBy}; nothing was changed. "
                + "What is posted for it now appears on the earliest open statement.");
        }
        if (!request.WithEarlier && FirstOpen(request, closings, usedDays) is { } earlier)
        {
            throw Refused($"Month {month}{whose} cannot be closed: tenant {earlier.Tenant} has usage in {earlier.Month}, which is still open. Nothing was changed. "
                + "Close that month first, or all up to this one with --with-earlier.");
        }
    }

    private static (string Tenant, Month Month)? FirstOpen(
        CloseMonthRequest request, IReadOnlyList<MonthClosing> closings, IEnumerable<(string Tenant, DateOnly Day)> usedDays)
    {
        var lastClosed = new Dictionary<string, Month?>(StringComparer.Ordinal);
        (string Tenant, Month Month)? first = null;
        foreach (var (tenant, day) in usedDays)
        {
            if (request.Tenant is { } only && tenant != only) continue;
            if (!lastClosed.TryGetValue(tenant, out var closed)) lastClosed[tenant] = closed = new ClosedMonths(closings, tenant).Last;
            var month = new Month(day.Year, day.Month);
            if (month < request.Month && (closed is null || month > closed) && (first is null || month < first.Value.Month)) first = (tenant, month);
        }
        return first;
    }

    private static LedgerException Refused(string message) => new(LedgerFault.Refused, message);
}
