using System.Threading.Tasks;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        CommandHint.FrontEnd = FrontEnd.Command;
        var messages = Messages.Open();
        if (!StandardDescriptor.IsInherited(StandardDescriptor.Output))
        {
            // Checked before the call: an answer without a reader is not worth its cost.
            messages.Error(ErrorCode.ArgumentInvalid, "Standard output is closed.", "Redirect it to a file, a pipe or /dev/null.");
            return ExitCode.Of(ErrorCode.ArgumentInvalid);
        }

        using var output = StandardOutput.Open();
        using var stop = new StopSignals();
        using var fileSize = new FileSizeSignal();
        var application = new Application(output, messages, StandardInput.Open());
        return await application.RunAsync(args, stop.Token);
    }
}
