using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Models;

/// <summary>Who registers a price, where no source is given.</summary>
internal static class Registrar
{
    /// <summary><c>registered by ann</c>; without the name where the system gives none.</summary>
    public static string Of(CommandContext context)
    {
        var user = context.Environment("USER") ?? context.Environment("USERNAME");
        return string.IsNullOrWhiteSpace(user) ? "registered" : $"registered by {user.Trim()}";
    }
}
