namespace Accounting.Core.Pricing.Resolving;

/// <summary>Names of entries that price an image of one size and quality: <c>hd/1024-x-1024/dall-e-3</c> (LiteLLM 2.7).</summary>
internal static class ImageNames
{
    public static IEnumerable<string> Of(string responseModel, string requestedModel, string size, string quality)
    {
        if (size.Length == 0 && quality.Length == 0) yield break;
        var dashed = size.Contains("-x-", StringComparison.Ordinal) ? size : size.Replace("x", "-x-", StringComparison.Ordinal);
        foreach (var model in new[] { responseModel, requestedModel })
        {
            if (model.Length == 0) continue;
            if (size.Length > 0 && quality.Length > 0) yield return $"{quality}/{dashed}/{model}";
            if (size.Length > 0) yield return $"{dashed}/{model}";
            if (size.Length > 0) yield return $"high/{dashed}/{model}";
            if (quality.Length > 0) yield return $"{quality}/{model}";
        }
    }
}
