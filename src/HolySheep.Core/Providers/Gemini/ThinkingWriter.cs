using System.Globalization;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Gemini;

/// <summary>Writes how much a model thinks.</summary>
internal static class ThinkingWriter
{
    private const string None = "none";

    // The budgets of Google's own OpenAI-compatible interface for the same words.
    private const int LowBudget = 1_024;
    private const int MediumBudget = 8_192;
    private const int HighBudget = 24_576;
    private const int LargestBudget = 32_768;
    private const int SmallestBudgetOfPro = 128;

    public static void Write(MergedObject config, string effort, string model, WireNotes notes)
    {
        effort = effort.Trim().ToLowerInvariant();
        switch (GeminiModel.ThinkingOf(model))
        {
            case ThinkingForm.Level:
                WriteInto(config, "thinkingLevel", LevelOf(effort, model), isShown: effort != None);
                return;
            case ThinkingForm.Budget when BudgetOf(effort, model) is { } budget:
                WriteInto(config, "thinkingBudget", budget, isShown: effort != None);
                return;
            case ThinkingForm.Budget:
                notes.LeftOut($"The reasoning effort '{effort}'", model, "it knows none, minimal, low, medium, high, xhigh and max");
                return;
            default:
                notes.LeftOut("The reasoning effort", model, "it does not reason");
                return;
        }
    }

    private static void WriteInto(MergedObject config, string name, object value, bool isShown)
    {
        var thinking = config.Object("thinkingConfig");
        thinking.Add(name, value);

        // The summary of the thoughts costs nothing, and shows that a model that thinks for minutes is alive.
        if (isShown)
        {
            thinking.Add("includeThoughts", true);
        }

        thinking.End();
    }

    private static string LevelOf(string effort, string model) => effort switch
    {
        // Thinking cannot be turned off.
        None or "minimal" => GeminiModel.LacksMinimal(model) ? "LOW" : "MINIMAL",
        "medium" when GeminiModel.LacksMedium(model) => "HIGH",
        "xhigh" or "max" => "HIGH",
        _ => effort.ToUpper(CultureInfo.InvariantCulture),
    };

    private static int? BudgetOf(string effort, string model) => effort switch
    {
        None => GeminiModel.IsLarge(model) ? SmallestBudgetOfPro : 0,
        "minimal" or "low" => LowBudget,
        "medium" => MediumBudget,
        "high" => HighBudget,
        "xhigh" or "max" => GeminiModel.IsLarge(model) ? LargestBudget : HighBudget,
        _ => null,
    };
}
