using System.Collections.Generic;
using System.Globalization;
using System.Xml.Linq;

namespace HolySheep.Spend.Report;

/// <summary>The figures at the top: the cost, what it was for, and what is not included.</summary>
internal static class SummarySection
{
    public static IEnumerable<XElement> Of(SpendReport report)
    {
        var total = report.Total;
        yield return Html.Of(
            "dl", "figures",
            Figure("spent", "USD spent", Cell.UsdData(total.Cost, Cell.DigitsFor([total.Cost]))),
            Figure("calls", "calls", Count(total.Calls)),
            Figure("attempts", "attempts", Count(total.Attempts)),
            Figure("failed", "failed", Count(total.Failed)),
            Figure("fallbacks", "fallbacks", Count(total.Fallbacks)),
            Figure("tokens-in", "tokens in", Count(total.PromptTokens)),
            Figure("tokens-out", "tokens out", Count(total.CompletionTokens)));
        if (total.Reused > 0)
        {
            yield return Html.Of(
                "p", "note", Count(total.Reused), total.Reused == 1 ? " answer was" : " answers were", " used again by CSV jobs in place of a call",
                total.SavedByReuse > 0 ? (object[])[": ", Cell.UsdData(total.SavedByReuse, Cell.DigitsFor([total.SavedByReuse])), " USD saved, which is not part of what was spent."] : ".");
        }

        if (total.EstimatedCost > 0)
        {
            yield return Html.Of("p", "note", Cell.UsdData(total.EstimatedCost, Cell.DigitsFor([total.EstimatedCost])), " USD of it is an estimate: no provider counted those tokens.");
        }

        if (total.Unpriced > 0)
        {
            yield return Html.Of("p", "note", Count(total.Unpriced), total.Unpriced == 1 ? " attempt has no known price and is not in the sums." : " attempts have no known price and are not in the sums.");
        }
    }

    /// <summary>A figure with its name.</summary>
    public static XElement Figure(string id, string name, XElement value) =>
        new("div", new XElement("dt", name), new XElement("dd", new XAttribute("id", id), value));

    /// <summary>A number with its exact value.</summary>
    public static XElement Count(long number) =>
        new("data", new XAttribute("value", number.ToString(CultureInfo.InvariantCulture)), number.ToString("N0", CultureInfo.InvariantCulture));
}
