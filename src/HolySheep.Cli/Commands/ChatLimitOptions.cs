using System;
using System.CommandLine;
using System.Linq;
using HolySheep.Chat;

namespace HolySheep.Cli.Commands;

/// <summary>The options for time limits and retries.</summary>
/// <param name="costs">Whether the cost of one call can be limited; a job limits the cost of all its calls.</param>
internal sealed class ChatLimitOptions(bool costs = true) : IChatOptions
{
    private readonly Option<TimeSpan?> _timeout = ValueOption.Seconds("--timeout", "The limit of the whole call. Default: 300.");
    private readonly Option<TimeSpan?> _attempt = ValueOption.Seconds("--attempt-timeout", "The limit of one attempt while another target is untried. Default: 60.");
    private readonly Option<TimeSpan?> _firstToken = ValueOption.Seconds("--first-token", "The limit until a stream's first token while another target is untried. Default: 10.");
    private readonly Option<TimeSpan?> _stall = ValueOption.Seconds("--stall-timeout", "The limit between two pieces of an answer. Default: 20.");
    private readonly Option<TimeSpan?> _patience = ValueOption.Seconds("--patience", "The longest wait that a provider may ask for while another model could answer. Default: 5.");
    private readonly Option<HedgeTime?> _hedge = ValueOption.Hedge("--hedge", "Asks a second target if the first is slow, after this many seconds or 'auto' (the first target's own p95). Default: never.");
    private readonly Option<int?> _attempts = ValueOption.Number<int>("--max-attempts", "The maximum number of attempts. Default: 8.");
    private readonly Option<int?> _retries = ValueOption.Number<int>("--retries", "The retries at one target after a transient fault; 0 means none. Default: 1, at the last target 2.");
    private readonly Option<decimal?> _maxCost = ValueOption.Number<decimal>("--max-cost", "The maximum cost of the whole call in USD; an attempt that may cost more is not made.");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _timeout, _attempt, _firstToken, _stall, _patience, _hedge, _attempts, _retries }.Concat(costs ? [_maxCost] : []))
        {
            command.Options.Add(option);
        }
    }

    public ChatRequest Apply(ParseResult parse, ChatRequest request) => request with
    {
        Limits = new ChatLimits
        {
            Timeout = parse.GetValue(_timeout),
            AttemptTimeout = parse.GetValue(_attempt),
            FirstToken = parse.GetValue(_firstToken),
            Stall = parse.GetValue(_stall),
            Patience = parse.GetValue(_patience),
            Hedge = parse.GetValue(_hedge),
            MaxAttempts = parse.GetValue(_attempts),
            MaxRetries = parse.GetValue(_retries),
            MaxCost = costs ? parse.GetValue(_maxCost) : null,
        },
    };
}
