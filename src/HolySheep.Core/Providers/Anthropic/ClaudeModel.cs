using System.Globalization;
using System.Text.RegularExpressions;

namespace HolySheep.Providers.Anthropic;

/// <summary>What the id of a model says about what the model takes. A Claude model without a version in its id counts as the newest; a model of another vendor behind this format takes everything.</summary>
internal sealed class ClaudeModel
{
    private const int Newest = 9_900;
    private static readonly Regex Id = new(
        @"claude-(?:(?<family>[a-z]+)-)?(?<major>\d{1,2})(?:[.-](?<minor>\d{1,2}))?(?!\d)(?:-(?<family>[a-z]+))?|claude-(?<family>[a-z]+)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly string _family;

    // 407 is 4.7.
    private readonly int _version;

    private ClaudeModel(string family, int version) => (_family, _version) = (family, version);

    /// <summary>How it is asked to think. Budgets: up to 4.5. [platform.claude.com: adaptive thinking]</summary>
    public ThinkingForm Thinking => _version switch
    {
        0 => ThinkingForm.Budget,
        < 307 => ThinkingForm.None,
        < 406 => ThinkingForm.Budget,
        _ => ThinkingForm.Adaptive,
    };

    /// <summary>True if it thinks unless it is told not to.</summary>
    public bool ThinksByDefault => _version >= 500;

    /// <summary>True if it leaves its thoughts out of the answer unless they are asked for.</summary>
    public bool HidesThoughts => _version >= 407;

    /// <summary>The value that keeps it from thinking; null if it has none. [platform.claude.com: migration guides of Opus 5, Sonnet 5.5, Haiku 5.5]</summary>
    public string? ThinkingOff => _family switch
    {
        "sonnet" when _version >= 505 => "between_tools",
        "sonnet" or "haiku" => "disabled",
        "opus" when _version < 505 => "disabled",
        _ => null,
    };

    /// <summary>True if it takes a temperature and top-p. [anthropic-sdk-typescript: messages.ts, on temperature]</summary>
    public bool TakesSampling => _version < 407;

    /// <summary>True if it takes either a temperature or top-p, not both.</summary>
    public bool TakesOneOfSampling => _version >= 401;

    /// <summary>True if it can be made to call a tool. [platform.claude.com: what's new in Sonnet 5.5, Opus 5.5, Fable 5.1]</summary>
    public bool TakesForcedTools => _family == "haiku" || _version < (_family is "opus" or "sonnet" ? 505 : 501);

    /// <summary>True if the conversation may end with the beginning of its answer. [platform.claude.com: what's new in Claude 4.6]</summary>
    public bool TakesPrefill => _version < 406;

    /// <summary>True if it can be held to a schema. [platform.claude.com: structured outputs]</summary>
    public bool TakesSchema => _version >= 401;

    public static ClaudeModel Of(string model)
    {
        var match = Id.Match(model);
        if (!match.Success)
        {
            return new ClaudeModel("", 0);
        }

        var version = match.Groups["major"].Success ? (Number(match, "major") * 100) + Number(match, "minor") : Newest;
        return new ClaudeModel(match.Groups["family"].Value.ToLowerInvariant(), version);
    }

    /// <summary>The nearest effort that it knows, at most the one asked for; null if the word is not one that this format knows.</summary>
    public string? Effort(string asked) => asked.ToLowerInvariant() switch
    {
        "minimal" or "low" => "low",
        "medium" => "medium",
        "high" => "high",
        "xhigh" => _version >= 407 ? "xhigh" : "high",
        "max" => "max",
        _ => null,
    };

    private static int Number(Match match, string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;
}
