using System.Collections.Generic;
using HolySheep.Configuration.Options;

namespace HolySheep.Spend.Budgets;

/// <summary>An alert that is due, as far as it can be claimed.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Message">What has happened.</param>
/// <param name="Marks">What it would stand for.</param>
internal sealed record DueAlert(BudgetOptions Budget, string Message, IReadOnlyList<DueMark> Marks)
{
    /// <summary>The alert to give; null if every mark was given before or is being given by another process.</summary>
    /// <param name="claims">The claim of each mark.</param>
    public BudgetAlert? Of(IReadOnlyList<AlertClaim> claims)
    {
        List<AlertMark>? marks = null;
        var isRepeated = true;
        for (var place = 0; place < claims.Count; place++)
        {
            if (claims[place] != AlertClaim.None)
            {
                (marks ??= []).Add(Marks[place].Mark);
                isRepeated &= claims[place] == AlertClaim.Repeated;
            }
        }

        return marks is null ? null : new BudgetAlert(Budget, Message) { Marks = marks, IsRepeated = isRepeated };
    }
}
