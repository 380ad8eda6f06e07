using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Commands;
using HolySheep.Cli.Completion;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;
using HolySheep.Configuration.Names;
using HolySheep.Errors;

namespace HolySheep.Cli;

/// <summary>One run of the command: parses, runs, and turns every failure into lines and an exit code.</summary>
internal sealed class Application(StandardOutput output, Messages messages, StandardInput input)
{
    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var root = new HolySheepCommand(output, messages, input);
        if (args.Count > 0 && args[0] == "__complete")
        {
            return Complete(root, [.. args.Skip(1)]);
        }

        args = EmptyValuesApart(args);
        try
        {
            // A prompt that begins with '@' is a prompt, and '-abc' is not a bundle of flags.
            var parse = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
            if (root.OnlyExplains(parse))
            {
                UsageCheck.ThrowIfUnknownCommand(parse);
            }
            else
            {
                UsageCheck.ThrowIfWrong(parse, args);
            }

            var exitCode = await parse.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = output.Writer,
                    Error = messages.Writer,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                cancellationToken);
            output.Flush();
            return exitCode;
        }
        catch (Exception exception)
        {
            return new FailureReport(output, messages).Write(exception, AsksForJson(args));
        }
    }

    // For completion scripts: one candidate a line, a tab and its description. Nothing is reported: the user is typing.
    private int Complete(HolySheepCommand root, List<string> words)
    {
        try
        {
            IReadOnlyList<string> typed = words is [.., var last] && last.StartsWith('=') ? [.. words.SkipLast(1), last[1..]] : words;
            foreach (var candidate in new CommandLineCompletion(root, config => KnownNames.Read(config)).Find(typed))
            {
                output.Writer.Write($"{OneLine.Of(candidate.Name)}\t{OneLine.Of(candidate.Note)}\n");
            }

            output.Flush();
            return ExitCode.Answered;
        }
        catch (Exception exception) when (exception is HolySheepException or OutputClosedException)
        {
            return ExitCode.Answered;
        }
    }

    // '--system=' would take the next argument as its value: an empty shell variable must not swallow the prompt.
    private static List<string> EmptyValuesApart(IReadOnlyList<string> args)
    {
        var end = args.TakeWhile(arg => arg != "--").Count();
        return
        [
            .. args.Take(end).SelectMany(arg => arg.StartsWith("--", StringComparison.Ordinal) && arg.IndexOf('=', StringComparison.Ordinal) == arg.Length - 1
                ? [arg[..^1], ""]
                : new[] { arg }),
            .. args.Skip(end),
        ];
    }

    // Read from the arguments themselves, so that a line that cannot be parsed is reported as JSON too.
    private static bool AsksForJson(IEnumerable<string> args) => args.TakeWhile(arg => arg != "--").Contains(ConfigurationOptions.JsonName);
}
