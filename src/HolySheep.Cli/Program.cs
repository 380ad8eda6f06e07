using System.Threading.Tasks;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;

namespace HolySheep.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var output = StandardOutput.Open();
        using var stop = new StopSignals();
        var application = new Application(output, Messages.Open(), StandardInput.Open());
        return await application.RunAsync(args, stop.Token);
    }
}
