using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Repricing;
using Accounting.Grains.Interfaces.Repricing;

namespace Accounting.BatchClient.Cluster;

/// <summary>
/// Prices again through a cluster: the silos plan and post. What is applied is always a plan by its id, so that an attempt whose answer
/// was lost is recognised.
/// </summary>
internal sealed class ClusterRepricing(ClusterQuestions questions, ClusterCalls calls)
{
    /// <summary>How often a plan is made anew where the ledger changed meanwhile.</summary>
    private const int AttemptsMax = 5;

    public RepricePlan Plan(RepriceScope scope, RepriceTarget target)
    {
        var question = RepriceQuestion.Of(scope, target);
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
            if (TryPlan(question, scope) is { } plan) return plan;
        throw new LedgerException(LedgerFault.Unavailable,
            "The usage within the scope changes faster than a plan can be read. Nothing was posted. Repeat it when less is billed, or narrow the scope.");
    }

    public RepriceReceipt Apply(RepriceOrder order)
    {
        RepriceRules.RequireReason(order.Reason);
        for (var attempt = 1; ; attempt++)
        {
            var plan = Plan(order.Scope, order.Target);
            if (order.Plan is null && plan.Entries == 0) return new(plan, plan.Id, 0, null);
            var question = RepriceQuestion.Of(order.Scope, order.Target) with { Reason = order.Reason, Plan = order.Plan ?? plan.Id };
            try
            {
                var answer = calls.MakeLong("applying prices", token => questions.Ledger.Reprice(question, token));
                // This very plan was still to be applied when it was made: who applied it was an attempt of ours whose answer was lost.
                var isOurs = answer.Before is not null && plan.Id == question.Plan;
                return isOurs ? new(plan, plan.Id, plan.Entries, null) : new(plan, answer.Applied, answer.Entries, answer.Before);
            }
            catch (LedgerException exception) when (
                exception.Fault == LedgerFault.Refused && order.Plan is null && attempt < AttemptsMax && Plan(order.Scope, order.Target).Id != plan.Id)
            {
                // Something was billed in between: the plan is made anew.
            }
        }
    }

    // Null: the ledger changed between two pages.
    private RepricePlan? TryPlan(RepriceQuestion question, RepriceScope scope)
    {
        var rows = new List<RepriceRow>();
        string? id = null;
        while (true)
        {
            var asked = question with { Skip = rows.Count };
            var page = calls.MakeLong("planning other prices", token => questions.Ledger.PlanReprice(asked, token));
            if ((id ??= page.Plan) != page.Plan) return null;
            rows.AddRange(page.Rows);
            if (page.IsLast || page.Rows.Length == 0) return page.ToPlan(scope, rows);
        }
    }
}
