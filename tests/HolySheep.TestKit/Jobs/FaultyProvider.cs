using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading;

namespace HolySheep.TestKit.Jobs;

/// <summary>A provider that answers each row with its number, and in 5 % of the calls 429, in 2 % 500, in 1 % half a body; for a while it is down.</summary>
internal sealed partial class FaultyProvider
{
    private readonly Lock _lock = new();
    private readonly CrashPlan _plan;
    private readonly Random _random;
    private readonly List<(int Row, string? Run)> _answered = [];
    private long? _downSince;

    public FaultyProvider(CrashPlan plan)
    {
        _plan = plan;
        _random = new Random(plan.Seed);
        Provider = new ScriptedProvider("faulty") { Patience = plan.Limit };
        Provider.Handle(Choose);
    }

    public ScriptedProvider Provider { get; }

    /// <summary>The rows that were answered, in the order of their requests, each with the authorization of the run that asked.</summary>
    public IReadOnlyList<(int Row, string? Run)> Answered
    {
        get
        {
            lock (_lock)
            {
                return [.. _answered];
            }
        }
    }

    private Reply Choose(RecordedRequest request)
    {
        var row = int.Parse(Row().Match(request.LastUserMessage).Groups[1].Value, CultureInfo.InvariantCulture);
        lock (_lock)
        {
            if (_answered.Count >= _plan.Rows / 2)
            {
                _downSince ??= Stopwatch.GetTimestamp();
                if (Stopwatch.GetElapsedTime(_downSince.Value) < _plan.Down)
                {
                    return Reply.Status(503);
                }
            }

            switch (_random.Next(100))
            {
                case < 5:
                    return Reply.Throttle("0.1");
                case < 7:
                    return Reply.Status(500);
                case < 8:
                    return Reply.Text(string.Create(CultureInfo.InvariantCulture, $"half of {row}")).HalfBody();
                default:
                    _answered.Add((row, request.Header("authorization")));
                    return Reply.Text(string.Create(CultureInfo.InvariantCulture, $"answer {row}")).Delay(_plan.Latency);
            }
        }
    }

    [GeneratedRegex(@"row (\d+)\.")]
    private static partial Regex Row();
}
