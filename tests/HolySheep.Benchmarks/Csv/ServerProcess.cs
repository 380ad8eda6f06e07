using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;

namespace HolySheep.Benchmarks.Csv;

/// <summary>The loopback server in a process of its own, so that its memory is not the job's.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri baseUrl) => (_process, BaseUrl) = (process, baseUrl);

    public Uri BaseUrl { get; }

    /// <param name="latencyMilliseconds">How long each answer takes.</param>
    /// <param name="spreadMilliseconds">How much longer it may take: each time another part of this.</param>
    public static async Task<ServerProcess> StartAsync(int latencyMilliseconds, int spreadMilliseconds = 0)
    {
        string[] figures = [latencyMilliseconds.ToString(CultureInfo.InvariantCulture), spreadMilliseconds.ToString(CultureInfo.InvariantCulture)];
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["serve", .. figures])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        return new ServerProcess(process, new Uri(address));
    }

    /// <summary>Ends the server.</summary>
    /// <returns>The mean time in milliseconds that it has taken for an answer.</returns>
    public async Task<double> StopAsync()
    {
        _process.StandardInput.Close();
        return double.Parse(await _process.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
