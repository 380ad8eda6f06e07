using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Catalog;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Time;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>models</c>.</summary>
internal static class ModelReader
{
    private const int MostWeight = 1_000_000;
    private const string ExpectedTarget = "a target such as \"backup/gpt-4.1\"";

    private static readonly string[] Known = KeyDescription.NamesOf(RouteKeys.Model);
    private static readonly string[] KnownOfTarget = KeyDescription.NamesOf(RouteKeys.Target);

    /// <summary>The configuration of each model, by model id.</summary>
    public static IReadOnlyDictionary<string, ModelOptions> Read(ReadingContext context, ConfigurationNode? node, IReadOnlyDictionary<string, ProviderOptions> providers, string defaultProvider)
    {
        var models = new Dictionary<string, ModelOptions>(StringComparer.Ordinal);
        foreach (var member in context.Members(node))
        {
            if (!ReadingContext.IsName(member.Name))
            {
                throw context.Fault(member, "expected a model id without control characters and spaces around it");
            }

            context.WarnUnknown(member, Known);
            models.Add(member.Name, new ModelOptions
            {
                Targets = ReadTargets(context, member["targets"], providers, defaultProvider),
                Strategy = ReadStrategy(context, member["strategy"]),
                Price = PriceReader.Read(context, member["price"]),
                Cache = ReadCache(context, member["cache"]),
            });
        }

        return models;
    }

    private static TimeSpan? ReadCache(ReadingContext context, ConfigurationNode? node) =>
        node is null ? null : AgeText.Parse(context.Text(node, AgeText.Expected)) ?? throw context.Fault(node, $"expected {AgeText.Expected}");

    private static IReadOnlyList<TargetOptions> ReadTargets(ReadingContext context, ConfigurationNode? node, IReadOnlyDictionary<string, ProviderOptions> providers, string defaultProvider)
    {
        var targets = new List<TargetOptions>();
        foreach (var item in node is null ? [] : context.Items(node))
        {
            var target = ReadTarget(context, item, providers, defaultProvider);
            if (targets.Any(t => t.ToString() == target.ToString()))
            {
                throw context.Fault(item, $"the target '{target}' is in the list twice", "Keep one, with a higher weight if it should get more calls.");
            }

            targets.Add(target);
        }

        return targets;
    }

    private static TargetOptions ReadTarget(ReadingContext context, ConfigurationNode node, IReadOnlyDictionary<string, ProviderOptions> providers, string defaultProvider)
    {
        var weight = 1;
        var address = node;
        if (node.Kind == JsonValueKind.Object)
        {
            context.WarnUnknown(node, KnownOfTarget);
            weight = context.Integer(node["weight"], 0, MostWeight) ?? 1;
            address = node["target"] ?? throw context.Fault(node, $"expected a 'target' with {ExpectedTarget}");
        }

        var text = context.Text(address, ExpectedTarget);
        var slash = text.IndexOf('/');
        if (slash <= 0 || slash == text.Length - 1)
        {
            throw context.Fault(address, $"expected {ExpectedTarget}: provider, '/', model");
        }

        var provider = text.Substring(0, slash);
        if (!providers.Keys.Contains(provider, StringComparer.OrdinalIgnoreCase)
            && (ModelCatalog.Embedded.FindByName(text) is not null || MistypedProvider.TakesSlashes(providers, defaultProvider)))
        {
            // The slash is part of the model id.
            return new TargetOptions(defaultProvider, text, weight);
        }

        provider = context.RequireProvider(address, provider, providers.Keys);
        return new TargetOptions(provider, text.Substring(slash + 1), weight);
    }

    private static TargetStrategy ReadStrategy(ReadingContext context, ConfigurationNode? node)
    {
        if (node is null)
        {
            return TargetStrategy.Priority;
        }

        var names = TargetStrategyName.All.Select(known => known.Name).ToList();
        var expected = $"one of {string.Join(", ", names)}";
        var text = context.Text(node, expected);
        return TargetStrategyName.Find(text) ?? throw context.Fault(node, $"expected {expected}{NearestName.Suggest(text, names)}");
    }
}
