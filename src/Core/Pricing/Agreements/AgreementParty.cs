namespace Accounting.Core.Pricing.Agreements;

/// <summary>Whom an agreement is with and what it is about.</summary>
/// <param name="Tenant">Null: all tenants that have none of their own.</param>
/// <param name="Provider">Whose models; empty: of all providers.</param>
/// <param name="Model">The one model whose price it is; null: it holds discount and margin.</param>
public sealed record AgreementParty(string? Tenant, string Provider, string? Model);
