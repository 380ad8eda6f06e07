using System;
using System.IO;
using System.Linq;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Spend.Report;

public sealed class ReportFileTests : IDisposable
{
    private readonly ReportHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_file_that_is_there_is_left_as_it_is_unless_it_may_be_replaced()
    {
        var path = Path.Combine(_home.Folder, "report.html");
        File.WriteAllText(path, "mine");

        var refused = Assert.Throws<HolySheepException>(() => _home.Client.ExportReport(path, _home.Query));
        Assert.Equal((ErrorCode.ArgumentInvalid, "mine"), (refused.Code, File.ReadAllText(path)));
        Assert.Equal(path, _home.Client.ExportReport(path, _home.Query, replace: true));
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_write_is_an_error_with_the_path_and_leaves_nothing_behind()
    {
        var before = Directory.GetFileSystemEntries(_home.Folder);
        var path = Path.Combine(_home.Folder, "gone", "report.html");

        var fault = Assert.Throws<HolySheepException>(() => _home.Client.ExportReport(path, _home.Query));
        Assert.Equal((ErrorCode.FileUnusable, true), (fault.Code, fault.Message.Contains(path, StringComparison.Ordinal)));
        var folder = Directory.CreateDirectory(Path.Combine(_home.Folder, "a.html")).FullName;
        Assert.Throws<HolySheepException>(() => _home.Client.ExportReport(folder, _home.Query, replace: true));
        Assert.Equal(before.Append(folder).Order(), Directory.GetFileSystemEntries(_home.Folder).Order());
    }
}
