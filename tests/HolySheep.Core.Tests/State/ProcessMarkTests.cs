using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using HolySheep.Processes;
using Xunit;

namespace HolySheep.State;

public sealed class ProcessMarkTests
{
    [Fact]
    public void This_process_is_alive()
    {
        Assert.False(ProcessMark.IsGone(ProcessMark.Own));
        Assert.EndsWith(ProcessMark.OfThisBoot, ProcessMark.Own, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reused_process_id_is_another_process()
    {
        var parts = ProcessMark.Own.Split(' ', 3);
        Assert.True(ProcessMark.IsGone($"{parts[0]} {long.Parse(parts[1], CultureInfo.InvariantCulture) - (TimeSpan.TicksPerSecond * 60)} {parts[2]}") ?? true);
        Assert.True(ProcessMark.IsGone(Environment.ProcessId, DateTimeOffset.UtcNow.AddDays(-3), Environment.MachineName));
    }

    [Fact]
    public void A_process_from_before_the_last_restart_of_the_machine_is_dead()
    {
        var parts = ProcessMark.Own.Split(' ', 4);
        Assert.True(ProcessMark.IsGone($"{parts[0]} {parts[1]} 00000000-aaaa-bbbb-cccc-000000000000 {parts[3]}"));
    }

    [Theory]
    [InlineData("1 1 boot elsewhere"), InlineData(""), InlineData("x"), InlineData("1 2 3"), InlineData("99999999999 1 b elsewhere"), InlineData("-1 1 b elsewhere")]
    public void The_liveness_of_a_process_of_another_machine_is_unknown(string mark)
    {
        Assert.Null(ProcessMark.IsGone(mark));
        Assert.Null(ProcessMark.IsGone(Environment.ProcessId, DateTimeOffset.UtcNow, "elsewhere"));
    }

    [Theory]
    [InlineData("1 1 boot elsewhere", -23, true), InlineData("1 1 boot elsewhere", -25, false), InlineData("1 1 boot elsewhere", 23, true), InlineData("1 1 boot elsewhere", 25, false), InlineData("elsewhere", -23, true)]
    public void A_process_that_cannot_be_checked_counts_as_alive_for_a_day_in_whichever_way_the_clock_was_set(string mark, int registeredHours, bool isAlive)
    {
        var now = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(isAlive, ProcessMark.IsAlive(mark, 1, now.AddHours(registeredHours), now));
    }

    [Fact]
    public void A_process_that_can_be_checked_is_alive_however_long_ago_it_was_registered() =>
        Assert.True(ProcessMark.IsAlive(ProcessMark.Own, Environment.ProcessId, DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow));

    [Theory]
    [InlineData("7 (dotnet) S 1 7 7 0 -1 4 0 0 0 0 0 0 0 0 20 0 9 0 4711 0 0", true, 4711L)]
    [InlineData("7 (a (odd) name) R 1 7 7 0 -1 4 0 0 0 0 0 0 0 0 20 0 9 0 12 0 0", true, 12L)]
    [InlineData("7 (Z) Z) S 1 7 7 0 -1 4 0 0 0 0 0 0 0 0 20 0 9 0 12 0 0", true, 12L)]
    [InlineData("7 (dotnet) Z 1 7 7 0 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0", false, 4711L)]
    [InlineData("7 (dotnet) Z 1 7 7 0 -1 4 0 0 0 0 0 0 0 0 20 0 6 0 4711 0 0", true, 4711L)] // its first thread has ended, the others work
    [InlineData("7 (dotnet) X 1 7 7 0 -1 4 0 0 0 0 0 0 0 0 20 0 0 0 4711 0 0", false, 4711L)]
    [InlineData("7 (dotnet) S 1 7", true, null)]
    [InlineData("", true, null)]
    public void A_process_that_has_ended_is_dead_even_if_its_id_is_reused(string line, bool exists, long? start) => Assert.Equal((exists, start), ProcessStart.Read(line));

    [Fact]
    public async Task A_killed_process_whose_parent_never_reaps_it_is_dead()
    {
        if (!File.Exists("/proc/self/stat"))
        {
            return;
        }

        // The shell becomes a program that never asks for its children.
        using var parent = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "tail -f /dev/null & echo $!; exec cat"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var id = int.Parse((await parent.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        try
        {
            var mark = $"{id} {ProcessStart.Of(id).Start}{ProcessMark.OfThisBoot}";
            Assert.False(ProcessMark.IsGone(mark));

            // The line comes back once the program is there: until then the shell could still reap its child.
            await parent.StandardInput.WriteLineAsync("up");
            await parent.StandardInput.FlushAsync();
            Assert.Equal("up", await parent.StandardOutput.ReadLineAsync());
            using (var child = Process.GetProcessById(id))
            {
                child.Kill();
            }

            while (ProcessStart.Of(id).Exists)
            {
                await Task.Yield();
            }

            Assert.True(File.Exists($"/proc/{id}/stat"));
            Assert.True(ProcessMark.IsGone(mark));
            Assert.True(ProcessMark.IsGone(id, DateTimeOffset.UtcNow, Environment.MachineName));
        }
        finally
        {
            parent.StandardInput.Close();
            await parent.WaitForExitAsync();
        }
    }
}
