using System.CommandLine;
using HolySheep.Chat;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands;

/// <summary>What is told on standard error about the way to the answer.</summary>
internal sealed class ChatTraceOptions(Messages messages) : IChatOptions
{
    private readonly Option<bool> _verbose = ValueOption.Flag("--verbose", "Tells routes, waits, retries and fallbacks on standard error.");
    private readonly Option<bool> _debug = ValueOption.Flag("--debug", "Tells wire detail too, secrets masked.");

    public void AddTo(Command command)
    {
        command.Options.Add(_verbose);
        command.Options.Add(_debug);
    }

    public ChatRequest Apply(ParseResult parse, ChatRequest request)
    {
        var debug = parse.GetValue(_debug);
        return debug || parse.GetValue(_verbose) ? request with { Trace = trace => Tell(trace, debug) } : request;
    }

    private void Tell(ChatTrace trace, bool debug)
    {
        if (trace.Level == ChatTraceLevel.Verbose)
        {
            messages.Verbose(trace.Message);
        }
        else if (debug)
        {
            messages.Debug(trace.Message);
        }
    }
}
