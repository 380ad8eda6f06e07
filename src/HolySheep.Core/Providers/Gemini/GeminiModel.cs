using System;
using System.Text.RegularExpressions;

namespace HolySheep.Providers.Gemini;

/// <summary>What a model's generation takes, read from its id. An id of Gemini that is not known to be older counts as new, so that aliases and coming models work.</summary>
internal static class GeminiModel
{
    private static readonly Regex WithoutThinking = Pattern(@"^gemini-(1[.-]|2\.0|2-|pro$|pro-vision|exp-)|^gemini-2\.5-flash-image|-(tts|audio|live|embedding)\b");
    private static readonly Regex WithBudget = Pattern(@"^gemini-(2\.|robotics-er-1|3-pro-image)");
    private static readonly Regex WithoutMinimal = Pattern(@"^gemini-.*\bpro\b|^gemini-flash-latest$|^gemini-(3\.([7-9]|\d\d)|[4-9]\.\d+)-flash(?!-lite)");

    /// <summary>How the model's thinking is set.</summary>
    public static ThinkingForm ThinkingOf(string model)
    {
        var name = NameOf(model);
        return !name.StartsWith("gemini-", StringComparison.Ordinal) || WithoutThinking.IsMatch(name) ? ThinkingForm.None
            : WithBudget.IsMatch(name) ? ThinkingForm.Budget
            : ThinkingForm.Level;
    }

    /// <summary>True if the model refuses tool calls in the history without a signature.</summary>
    public static bool WantsSignatures(string model) => ThinkingOf(model) == ThinkingForm.Level;

    /// <summary>True if results of tools may hold pictures and documents themselves.</summary>
    public static bool TakesMediaInResults(string model) => ThinkingOf(model) == ThinkingForm.Level;

    /// <summary>True if the model takes no system instruction.</summary>
    public static bool LacksSystem(string model) => NameOf(model).StartsWith("gemma-", StringComparison.Ordinal);

    /// <summary>True if the lowest level of thinking is <c>LOW</c>.</summary>
    public static bool LacksMinimal(string model) => WithoutMinimal.IsMatch(NameOf(model));

    /// <summary>True for the first model with levels, which has no level between low and high.</summary>
    public static bool LacksMedium(string model) => Regex.IsMatch(NameOf(model), "^gemini-3-pro(-preview)?$");

    /// <summary>True if the budget for thinking may be large, and never nothing.</summary>
    public static bool IsLarge(string model) => NameOf(model).IndexOf("-pro", StringComparison.Ordinal) >= 0;

    private static string NameOf(string model) => model.Substring(model.LastIndexOf('/') + 1).ToLowerInvariant();

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant);
}
