using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>splits</c>.</summary>
internal sealed class SplitReader(ReadingContext context, ModelNameReader models)
{
    private const int MostSamples = 1_000;
    private const decimal Whole = 100;

    private static readonly string[] Known = KeyDescription.NamesOf(RouteKeys.Split);
    private static readonly string[] KnownOfMember = KeyDescription.NamesOf(RouteKeys.Member);

    /// <summary>Reads the splits by model.</summary>
    public IReadOnlyDictionary<string, SplitOptions> Read(ConfigurationNode? node)
    {
        var splits = new Dictionary<string, SplitOptions>(StringComparer.Ordinal);
        foreach (var member in context.Members(node))
        {
            if (!ReadingContext.IsName(member.Name))
            {
                throw context.Fault(member, "expected a model id without control characters and spaces around it");
            }

            splits.Add(member.Name, ReadSplit(member));
        }

        return splits;
    }

    private SplitOptions ReadSplit(ConfigurationNode node)
    {
        context.WarnUnknown(node, Known);
        var standard = new SplitOptions { Model = node.Name };
        var split = standard with
        {
            To = ReadMembers(node),
            MinSamples = context.Integer(node["minSamples"], 1, MostSamples) ?? standard.MinSamples,
            MaxErrorRate = node["maxErrorRate"] is { } rate ? (double)context.Number(rate, 0, 1, "a share from 0 to 1, for example 0.05 for 5 %") : null,
            MaxP95 = context.Seconds(node["maxP95Sec"]),
            Shadow = node["shadow"] is { } shadow ? ReadMember(shadow, node.Name) : null,
            Since = context.OptionalText(node["since"], "a time"),
        };
        return split.To.Count > 0 || split.Shadow is not null
            ? split
            : throw context.Fault(node, "expected 'to' with one or more members, or a 'shadow'", "For example \"to\": [ { \"model\": \"claude-sonnet-4.5\", \"percent\": 5 } ].");
    }

    private IReadOnlyList<SplitMember> ReadMembers(ConfigurationNode node)
    {
        var members = new List<SplitMember>();
        foreach (var item in node["to"] is { } to ? context.Items(to) : [])
        {
            var member = ReadMember(item, node.Name);
            if (members.Any(other => other.Model == member.Model))
            {
                throw context.Fault(item, $"'{member.Model}' is in the list twice", "Keep one, with the sum of both shares.");
            }

            members.Add(member);
            if (members.Sum(one => one.Percent) > Whole)
            {
                throw context.Fault(item["percent"]!, FormattableString.Invariant($"expected shares of at most 100 % together; with this one they are {members.Sum(one => one.Percent):0.##} %"));
            }
        }

        return members;
    }

    private SplitMember ReadMember(ConfigurationNode node, string split)
    {
        context.WarnUnknown(node, KnownOfMember);
        var model = models.Read(node["model"] ?? throw context.Fault(node, "expected a 'model'"));
        if (model == split)
        {
            throw context.Fault(node["model"]!, $"expected another model than '{split}' itself", "The model itself takes the rest.");
        }

        const string Expected = "a share in percent, from 0 to 100";
        return new SplitMember(model, context.Number(node["percent"] ?? throw context.Fault(node, $"expected a 'percent': {Expected}"), 0, Whole, Expected));
    }
}
