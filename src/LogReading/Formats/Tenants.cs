using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats;

/// <summary>
/// Where a request or a record names its tenant, without <c>--tenant</c> or <c>--tenant-from</c>: first the fields that mean a tenant, in
/// the object itself and in its
/// <c>metadata</c>; then a team; last the user that providers ask for, which many products fill with their customer.
/// </summary>
internal static class Tenants
{
    public static void OfferFrom(JsonValue owner, Call call)
    {
        if (!owner.IsObject) return;
        OfferNamed(owner, call);
        var metadata = owner["metadata"u8];
        if (metadata.IsObject) OfferNamed(metadata, call);
        if (!call.Tenant.IsEmpty) return;
        call.OfferTenant(owner["user"u8]);
        call.OfferTenant(metadata["user_id"u8]);
        call.OfferTenant(owner["safety_identifier"u8]);
    }

    /// <summary>The fields that mean a tenant.</summary>
    public static void OfferNamed(JsonValue owner, Call call)
    {
        if (!call.Tenant.IsEmpty) return;
        call.OfferTenant(owner["tenant"u8]);
        call.OfferTenant(owner["tenant_id"u8]);
        call.OfferTenant(owner["team"u8]);
        call.OfferTenant(owner["team_id"u8]);
    }
}
