using Accounting.Core.Ledger;
using Accounting.LogReading.Formats;

namespace Accounting.LogReading.Calls;

/// <summary>What the command said about tenants, models and times, compiled from <see cref="ReadingOptions"/>. Immutable.</summary>
internal sealed class CallMapping
{
    private readonly Name? _tenant;
    private readonly Name? _model;
    private readonly FieldPath? _tenantFrom;
    private readonly FieldPath? _modelFrom;
    private readonly FieldPath? _timeFrom;

    /// <exception cref="ArgumentException">A path or a name is not one.</exception>
    public CallMapping(ReadingOptions options)
    {
        _tenant = options.Tenant is { } tenant ? NameOf(tenant, "tenant") : null;
        _model = options.Model is { } model ? NameOf(model, "model") : null;
        _tenantFrom = options.TenantFrom is { } tenantFrom ? new(tenantFrom) : null;
        _modelFrom = options.ModelFrom is { } modelFrom ? new(modelFrom) : null;
        _timeFrom = options.TimeFrom is { } timeFrom ? new(timeFrom) : null;
    }

    /// <summary>Before the format reads: what is set here, the format does not change.</summary>
    public void Before(Record record, Call call)
    {
        if (_tenant is not null) call.OfferTenant(_tenant);
        else if (_tenantFrom is not null) OfferTenantFrom(_tenantFrom, record, call);
    }

    /// <summary>After the format read: models and times that the command knows better, and what is still missing.</summary>
    public void After(Record record, Call call)
    {
        if (_model is not null || _modelFrom is not null)
        {
            var model = _model ?? call.NameOf(_modelFrom!.Find(record.Root, record.Nested));
            if (model.IsEmpty)
                call.Reject(RejectReasons.NoModel, $"The record has no model at '{_modelFrom!.Text}' (--model-from). Give the right path, or --model.");
            (call.ResponseModel, call.RequestedModel) = (model, Name.Empty);
        }
        if (_timeFrom is not null)
        {
            call.StartTime = _timeFrom.Find(record.Root, record.Nested);
            call.CreatedTime = call.EndTime = default;
        }
        if (call.Tenant.IsEmpty)
            call.Reject(
                RejectReasons.NoTenant,
                "The record names no tenant. Give --tenant NAME for all calls, or --tenant-from PATH for the field that holds it, "
                + "as in --tenant-from metadata.team.");
        if (call.ResponseModel.IsEmpty && call.RequestedModel.IsEmpty)
            call.Reject(
                RejectReasons.NoModel,
                "The record names no model. Give --model NAME for all calls, or --model-from PATH for the field that holds it.");
    }

    private static void OfferTenantFrom(FieldPath path, Record record, Call call)
    {
        call.OfferTenant(path.Find(record.Root, record.Nested));
        if (call.Tenant.IsEmpty)
            call.Reject(
                RejectReasons.NoTenant,
                $"The record has no tenant at '{path.Text}' (--tenant-from): expected a text or a number there. Give the right path, or --tenant.");
    }

    private static Name NameOf(string text, string what)
    {
        var name = new Name(text);
        if (name.IsEmpty || name.Utf8.Length > CallLimits.NameBytesMax)
            throw new ArgumentException($"The {what} given has {name.Utf8.Length} bytes; expected 1 to {CallLimits.NameBytesMax}.", nameof(text));
        return name;
    }
}
