using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.TestKit;

namespace HolySheep.Benchmarks.Gateway;

/// <summary>Many clients at once: by <c>wrk</c> if it is installed, otherwise by connections of our own, which take more of the processors.</summary>
internal sealed class Load(int clients, TimeSpan duration, string body, TempFolder folder)
{
    private readonly string? _wrk = Subjects.Find("wrk");

    /// <summary>What makes the load.</summary>
    public string Name => _wrk is null ? "own connections; wrk is not installed (apt-get install wrk)" : "wrk";

    /// <returns>Requests a second, and the processor time of the subject for each in microseconds.</returns>
    public async Task<(double Rate, double Processor)> RunAsync(Subject subject)
    {
        var (before, from) = (subject.Processor, Stopwatch.GetTimestamp());
        var rate = _wrk is null ? await OwnAsync(subject) : await WrkAsync(_wrk, subject);
        return (rate, (subject.Processor - before) / (rate * Stopwatch.GetElapsedTime(from).TotalSeconds));
    }

    private async Task<double> OwnAsync(Subject subject)
    {
        var count = 0L;
        var from = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            using var client = new RawClient(subject.Address, subject.Headers, body);
            while (Stopwatch.GetElapsedTime(from) < duration)
            {
                await client.AskAsync();
                Interlocked.Increment(ref count);
            }
        })));
        return count / Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    private async Task<double> WrkAsync(string wrk, Subject subject)
    {
        var script = folder["post.lua"];
        var headers = string.Concat(subject.Headers.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2)).Select(header => $"wrk.headers[\"{header[0]}\"] = \"{header[1]}\"\n"));
        await File.WriteAllTextAsync(script, $"wrk.method = \"POST\"\nwrk.headers[\"Content-Type\"] = \"application/json\"\n{headers}wrk.body = [[{body}]]\n");
        var seconds = duration.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        var done = await ChildProcess.RunAsync(new ChildOptions(wrk, "-t", "1", "-c", clients.ToString(CultureInfo.InvariantCulture), "-d", seconds + "s", "-s", script, new Uri(subject.Address, "/v1/chat/completions").AbsoluteUri) { Limit = TimeSpan.FromMinutes(5) });
        return done.ExitCode == 0 && !done.Stdout.Contains("Non-2xx", StringComparison.Ordinal) && !done.Stdout.Contains("Socket errors", StringComparison.Ordinal)
            ? double.Parse(done.Stdout.Split("Requests/sec:")[1].Trim().Split('\n')[0], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{subject.Name}: {done.Stdout}{done.Stderr}");
    }
}
