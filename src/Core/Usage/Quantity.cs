namespace Accounting.Core.Usage;

/// <summary>An amount of one meter, in the meter's own unit; 0 to 2^40.</summary>
public readonly record struct Quantity(Meter Meter, long Amount);
