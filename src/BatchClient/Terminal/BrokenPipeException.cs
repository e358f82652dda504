namespace Accounting.BatchClient.Terminal;

/// <summary>Whoever reads our results has gone (as <c>head</c> does): there is nobody to tell.</summary>
internal sealed class BrokenPipeException(Exception inner) : IOException("The reader of the results has closed its end.", inner);
