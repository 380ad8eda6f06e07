using System.Threading.Tasks;
using BenchmarkDotNet.Running;

namespace HolySheep.Benchmarks;

/// <summary>
/// <c>chat</c>: the loopback ratio of a chat call; anything else goes to BenchmarkDotNet, for example <c>--filter '*Routing*'</c>.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["chat", .. var rest])
        {
            await ChatRatio.RunAsync(rest.Length > 0 ? int.Parse(rest[0], System.Globalization.CultureInfo.InvariantCulture) : 20_000);
            return 0;
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
        return 0;
    }
}
