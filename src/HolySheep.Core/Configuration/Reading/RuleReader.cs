using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>rules</c>.</summary>
internal sealed class RuleReader(ReadingContext context, ModelNameReader models)
{
    private static readonly TimeSpan PatternLimit = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Known = KeyDescription.NamesOf(RouteKeys.Rule);
    private static readonly string[] Conditions = KeyDescription.NamesOf(RouteKeys.Condition);

    /// <summary>Reads the rules in order.</summary>
    public IReadOnlyList<RuleOptions> Read(ConfigurationNode? node)
    {
        var rules = new List<RuleOptions>();
        foreach (var item in node is null ? [] : context.Items(node))
        {
            context.WarnUnknown(item, Known);
            var name = context.Text(item["name"] ?? throw context.Fault(item, "expected a 'name'"), "the name of the rule");
            if (rules.Any(rule => string.Equals(rule.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                throw context.Fault(item["name"]!, $"an earlier rule has the name '{name}'", "Give each rule its own name.");
            }

            rules.Add(WithTarget(item, WithConditions(item, new RuleOptions { Name = name })));
        }

        return rules;
    }

    private RuleOptions WithTarget(ConfigurationNode item, RuleOptions rule) => (item["model"], item["chain"]) switch
    {
        (null, null) => throw context.Fault(item, "expected a 'model' or a 'chain' that the rule sends calls to"),
        (not null, { } chain) => throw context.Fault(chain, "expected a 'model' or a 'chain', not both", "A chain's first member is the model that is asked first."),
        ({ } model, _) => rule with { Model = models.Read(model) },
        (_, { } chain) => rule with { Chain = models.ReadList(chain) },
    };

    private RuleOptions WithConditions(ConfigurationNode item, RuleOptions rule)
    {
        var when = item["when"] ?? throw context.Fault(item, $"expected a 'when' with one or more of {string.Join(", ", Conditions)}");
        var members = context.Members(when);
        foreach (var member in members.Where(member => !Conditions.Contains(member.Name, StringComparer.Ordinal)))
        {
            // With only a warning the rule would match more calls than intended.
            throw context.Fault(member, $"this condition is not known{NearestName.Suggest(member.Name, Conditions)}", $"Conditions are {string.Join(", ", Conditions)}.");
        }

        if (members.Count == 0)
        {
            throw context.Fault(when, $"expected one or more of {string.Join(", ", Conditions)}", "For calls of every kind, set another default model.");
        }

        var least = context.Integer(when["minPromptTokens"], 1);
        var most = context.Integer(when["maxPromptTokens"], 1);
        if (most < least)
        {
            throw context.Fault(when["maxPromptTokens"]!, $"expected at least 'minPromptTokens', which is {least}");
        }

        var pattern = when["prompt"] is { } prompt ? ReadPattern(prompt) : null;
        return rule with
        {
            MinPromptTokens = least,
            MaxPromptTokens = most,
            Tags = ReadTags(when["tags"]),
            Between = ReadWindow(when["between"], when["timeZone"]),
            Task = context.OptionalText(when["task"], "the name of a task"),
            PromptPattern = pattern?.ToString(),
            Pattern = pattern,
            Models = when["models"] is { } asked ? models.ReadList(asked) : [],
        };
    }

    private IReadOnlyDictionary<string, string> ReadTags(ConfigurationNode? node)
    {
        var tags = context.Tags(node);
        return node is null || tags.Count > 0 ? tags : throw context.Fault(node, "expected at least one tag, for example { \"team\": \"ops\" }");
    }

    private TimeWindow? ReadWindow(ConfigurationNode? node, ConfigurationNode? zone)
    {
        if (node is null)
        {
            return zone is null ? null : throw context.Fault(zone, "expected 'between' with it");
        }

        return TimeWindow.Parse(context.Text(node, "a time of day such as \"22:00-06:00\""), zone is null ? null : ReadZone(zone))
            ?? throw context.Fault(node, "expected a time of day such as \"22:00-06:00\": two different times, hours and minutes");
    }

    private TimeZoneInfo ReadZone(ConfigurationNode node)
    {
        var name = context.Text(node, "the name of a time zone");
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException)
        {
            throw context.Fault(node, $"this machine does not know the time zone '{name}'", "Write one such as UTC or Europe/Berlin; Get-TimeZone -ListAvailable lists them.");
        }
    }

    private Regex ReadPattern(ConfigurationNode node)
    {
        var text = node.Kind == System.Text.Json.JsonValueKind.String && node.Text.Length > 0 ? node.Text : context.Text(node, "a regular expression");
        try
        {
            return Compile(text);
        }
        catch (ArgumentException exception)
        {
            throw context.Fault(node, "expected a regular expression: " + exception.Message);
        }
    }

    private static Regex Compile(string text)
    {
#if NET8_0_OR_GREATER
        try
        {
            // Linear in the length of the text, whatever the pattern.
            return new Regex(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, PatternLimit);
        }
        catch (NotSupportedException)
        {
            // Lookarounds and backreferences need the other engine.
        }
#endif
        return new Regex(text, RegexOptions.CultureInvariant, PatternLimit);
    }
}
