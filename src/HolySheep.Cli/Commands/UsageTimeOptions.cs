using System;
using System.CommandLine;
using HolySheep.Errors;
using HolySheep.Spend.Usage;
using HolySheep.Time;

namespace HolySheep.Cli.Commands;

/// <summary>The options for the time range.</summary>
/// <param name="defaultFrom">Where the range starts by default.</param>
internal sealed class UsageTimeOptions(string defaultFrom = "30 days before the end")
{
    private readonly Option<string?> _from = ValueOption.Text("--from", "TIME", $"The start of the range, for example 2026-11-21 or 2026-11-21T22:00. Default: {defaultFrom}.").NotEmpty();
    private readonly Option<string?> _to = ValueOption.Text("--to", "TIME", "The exclusive end of the range. Default: now.").NotEmpty();

    public void AddTo(Command command)
    {
        command.Options.Add(_from);
        command.Options.Add(_to);
    }

    public UsageQuery Apply(ParseResult parse, UsageQuery query) => query with { From = From(parse), To = To(parse) };

    /// <summary>The given start; null if there is none.</summary>
    public DateTimeOffset? From(ParseResult parse) => TimeOf(parse, _from);

    /// <summary>The given end; null if there is none.</summary>
    public DateTimeOffset? To(ParseResult parse) => TimeOf(parse, _to);

    private static DateTimeOffset? TimeOf(ParseResult parse, Option<string?> option) => parse.GetValue(option) switch
    {
        null => null,
        var text when LocalTime.Read(text, TimeZoneInfo.Local, option.Name) is { } time => time,
        var text => throw new HolySheepException(ErrorCode.ArgumentInvalid, $"{option.Name} takes a day or a time, got '{text}'.", "Write, for example: 2026-11-21 or 2026-11-21T22:00:00Z"),
    };
}
