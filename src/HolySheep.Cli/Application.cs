using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Commands;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;

namespace HolySheep.Cli;

/// <summary>One run of the command: parses, runs, and turns every failure into lines and an exit code.</summary>
internal sealed class Application(StandardOutput output, Messages messages, StandardInput input)
{
    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var root = new HolySheepCommand(output, messages, input);
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
