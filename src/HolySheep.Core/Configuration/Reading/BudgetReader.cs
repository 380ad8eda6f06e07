using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>budgets</c>.</summary>
internal static class BudgetReader
{
    private const int MostHours = 24 * 366;
    private const string ExpectedPeriod = "'day', 'week', 'month' or a number of hours such as '24h'";
    private const string ExpectedScope = "'all', 'provider=NAME', 'model=ID', 'tag=NAME=VALUE', 'tag=WORD' or 'job=NAME'";
    private const string ExpectedZone = "'local', 'utc' or the name of a time zone such as 'Asia/Ho_Chi_Minh'";
    private const string ExpectedWebhook = "an http or https address, or 'env:NAME' with a variable that holds it";

    private static readonly string[] Known = KeyDescription.NamesOf(SettingKeys.Budget);

    private static readonly string[] Actions = ["stop", "warn", "downgrade"];

    /// <summary>Reads the budgets, in the file's order.</summary>
    public static IReadOnlyList<BudgetOptions> Read(ReadingContext context, ConfigurationNode? node, ModelNameReader models)
    {
        var budgets = new List<BudgetOptions>();
        foreach (var member in context.Members(node))
        {
            if (!ReadingContext.IsName(member.Name))
            {
                throw context.Fault(member, "expected a name without control characters and spaces around it");
            }

            context.WarnUnknown(member, Known);
            budgets.Add(ReadOne(context, member, models));
        }

        return budgets;
    }

    private static BudgetOptions ReadOne(ReadingContext context, ConfigurationNode node, ModelNameReader models)
    {
        var action = ReadAction(context, node["action"]);
        var chain = node["chain"] is { } list ? context.Items(list).Select(models.Read).ToList() : [];
        if (action == BudgetAction.Downgrade != chain.Count > 0)
        {
            throw context.Fault(node["chain"] ?? node["action"]!, action == BudgetAction.Downgrade
                ? "expected a 'chain' with the models that answer once the limit is reached"
                : "only the action 'downgrade' has a 'chain'");
        }

        return new BudgetOptions
        {
            Name = node.Name,
            Limit = context.Usd(node["limit"] ?? throw context.Fault(node, "expected a 'limit' in USD")),
            Period = ReadPeriod(context, node),
            Scope = ReadScope(context, node["scope"]),
            Action = action,
            Chain = chain,
            AlertAt = node["alertAt"] is { } shares ? context.Items(shares).Select(item => ReadShare(context, item)).Distinct().OrderBy(share => share).ToList() : [0.8m],
            Webhook = ReadWebhook(context, node["webhook"]),
            WebhookReference = node["webhook"] is { } webhook && context.Text(webhook, ExpectedWebhook) is var text && ReadingContext.VariableIn(text) is not null ? text : null,
            AllowUnknownPrices = context.Flag(node["allowUnknownPrices"]),
            AllowUnrecorded = context.Flag(node["allowUnrecorded"]),
        };
    }

    private static BudgetAction ReadAction(ReadingContext context, ConfigurationNode? node)
    {
        if (node is null)
        {
            return BudgetAction.Stop;
        }

        var text = context.Text(node, "'stop', 'warn' or 'downgrade'");
        var index = Array.FindIndex(Actions, action => string.Equals(action, text, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? (BudgetAction)index : throw context.Fault(node, "expected 'stop', 'warn' or 'downgrade'" + NearestName.Suggest(text, Actions));
    }

    private static BudgetPeriod ReadPeriod(ReadingContext context, ConfigurationNode budget)
    {
        var node = budget["period"] ?? throw context.Fault(budget, "expected a 'period': " + ExpectedPeriod);
        var text = context.Text(node, ExpectedPeriod);
        var zone = ReadZone(context, budget["timeZone"]);
        if (Enum.TryParse<BudgetPeriodKind>(text, ignoreCase: true, out var kind) && kind < BudgetPeriodKind.RollingHours && char.IsLetter(text[0]))
        {
            return new BudgetPeriod { Kind = kind, TimeZone = zone };
        }

        return text.EndsWith("h", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(text.Substring(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours is >= 1 and <= MostHours
                ? new BudgetPeriod { Kind = BudgetPeriodKind.RollingHours, Hours = hours, TimeZone = zone }
                : throw context.Fault(node, $"expected {ExpectedPeriod}{NearestName.Suggest(text, ["day", "week", "month"])}");
    }

    private static TimeZoneInfo? ReadZone(ReadingContext context, ConfigurationNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var text = context.Text(node, ExpectedZone);
        if (string.Equals(text, "local", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return string.Equals(text, "utc", StringComparison.OrdinalIgnoreCase) ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(text);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw context.Fault(node, $"expected {ExpectedZone}; this machine does not know '{text}'");
        }
    }

    private static BudgetScope ReadScope(ReadingContext context, ConfigurationNode? node) => node is null
        ? BudgetScope.All
        : BudgetScope.Parse(context.Text(node, ExpectedScope)) ?? throw context.Fault(node, "expected " + ExpectedScope);

    private static decimal ReadShare(ReadingContext context, ConfigurationNode node)
    {
        const string Expected = "a share above 0, up to 1, for example 0.8";
        return context.Number(node, 0.000001m, 1, Expected);
    }

    private static Uri? ReadWebhook(ReadingContext context, ConfigurationNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var text = context.Text(node, ExpectedWebhook);
        if (ReadingContext.VariableIn(text) is { } name)
        {
            text = context.Environment.Variable(name) ?? "";
            if (text.Length == 0)
            {
                context.Warn(node, $"{node.Path}: the variable {name} is not set, so no alert is posted");
                return null;
            }
        }

        // The address may be a secret: no message repeats it.
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw context.Fault(node, "expected " + ExpectedWebhook);
    }
}
