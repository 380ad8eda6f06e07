BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    . "$PSScriptRoot/ToolProvider.ps1"

    # The providers answer m: the first is asked first.
    function Use-Provider([hashtable[]] $Replies, [hashtable[]] $Second) {
        $script:first = Start-ToolProvider $Replies
        $script:others = @(if ($Second) { Start-ToolProvider $Second })
        $providers = @{ first = @{ kind = 'openai'; baseUrl = $script:first.Url; apiKey = 'none' } }
        $targets = @('first/m')
        foreach ($other in $script:others) {
            $providers.second = @{ kind = 'openai'; baseUrl = $other.Url; apiKey = 'none' }
            $targets += 'second/m'
        }

        $env:HOLYSHEEP_CONFIG = Join-Path $env:HOLYSHEEP_HOME 'tools.json'
        @{ providers = $providers; models = @{ m = @{ targets = $targets; price = @{ input = 1; output = 1 } } }; defaults = @{ provider = 'first'; model = 'm' }; chains = @{} } | ConvertTo-Json -Depth 5 | Set-Content $env:HOLYSHEEP_CONFIG
    }

    function Call([string] $Name, $Arguments = @{}) { @{ Name = $Name; Arguments = $Arguments } }

    function Get-Piece { [CmdletBinding()] param([int] $Number, [string] $Text) "piece $Number$Text" }
    function Remove-Piece { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param([string] $Path) $global:removed = $Path; 'gone' }
    function Wait-Line([System.Diagnostics.Process] $Process, [string] $Pattern) {
        do {
            $reading = $Process.StandardOutput.ReadLineAsync()
            if (-not $reading.Wait(60000) -or $null -eq $reading.Result) { throw "No line came that matches '$Pattern'." }
        } until ($reading.Result -match $Pattern)
        $reading.Result
    }
}

Describe 'Tools of a session' {
    BeforeEach {
        $global:removed = $null
        $script:first = $null
        $script:others = @()
    }

    AfterEach {
        $env:HOLYSHEEP_CONFIG = $null
        @($script:first) + $script:others | Where-Object { $_ } | ForEach-Object { Stop-ToolProvider $_ }
    }

    It 'run, three of them, over two fallbacks' {
        Use-Provider @(@{ Calls = (Call Get-Piece @{ Number = 1 }), (Call count @{ Text = 'a b c' }) }, @{ Status = 500 }) -Second @(@{ Calls = @(Call script_1) }, @{ Text = 'Done.' })
        $r = Invoke-HolySheepChat 'go' -Tool Get-Piece, @{ count = { param([string] $Text) ($Text -split ' ').Count } }, { Get-Location | Select-Object Path }
        $r.Content | Should -Be 'Done.'
        $r.Provider | Should -Be 'second'
        $r.ToolRuns.Name | Should -Be @('Get-Piece', 'count', 'script_1')
        $r.ToolRuns.Round | Should -Be @(1, 1, 2)
        $r.ToolRuns[0, 1].Result | Should -Be @('"piece 1"', '3')
        ($r.ToolRuns[2].Result | ConvertFrom-Json).Path | Should -Be (Get-Location).Path
        $r.FallbackCount | Should -Be 2
        $r.AttemptCount | Should -Be ($first.Requests.Count + $others[0].Requests.Count)
    }

    It 'of the system tell what a list shows' {
        Use-Provider @(@{ Calls = (Call Get-Process @{ Id = $PID }), (Call Get-Item @{ Path = $PSScriptRoot }), (Call Measure-Object @{ InputObject = 7; Sum = $true }), (Call Test-Path @{ Path = '/' }) }, @{ Text = 'Done.' })
        $r = Invoke-HolySheepChat 'go' -Tool Get-Process, Get-Item, Measure-Object, Test-Path
        $r.ToolRuns.IsError | Should -Not -Contain $true
        ($r.ToolRuns[0].Result | ConvertFrom-Json).Id | Should -Be $PID
        ($r.ToolRuns[1].Result | ConvertFrom-Json).FullName | Should -Be $PSScriptRoot
        ($r.ToolRuns[2].Result | ConvertFrom-Json).Sum | Should -Be 7
        $r.ToolRuns[3].Result | Should -Be 'true'
    }

    It 'that throw are told to the model, and the call goes on' {
        Use-Provider @(@{ Calls = (Call broken), (Call Get-Piece) }, @{ Text = 'Done.' })
        $Error.Clear()
        $r = Invoke-HolySheepChat 'go' -Tool Get-Piece, @{ broken = { throw 'out of paper' } } -ErrorAction Stop
        $r.Content | Should -Be 'Done.'
        $r.ToolRuns[0].IsError | Should -BeTrue
        $r.ToolRuns[0].Result | Should -Be 'out of paper'
        $r.ToolRuns[1].Result | Should -Be '"piece 0"'
        ($first.Requests.ToArray()[1] | ConvertFrom-Json).messages[2].content | Should -Match 'out of paper'
    }

    It 'that want a confirmation are an error for the model in an unattended run: <Where>' -TestCases @(
        @{ Where = 'NonInteractive'; Run = { param($script) Invoke-Fresh $script } }
        @{ Where = 'a job'; Run = { param($script) $job = Start-Job ([scriptblock]::Create($script)); try { $null = $job | Wait-Job -Timeout 60; $job.State | Should -Be 'Completed'; $job | Receive-Job } finally { $job | Remove-Job -Force } } }
        @{ Where = 'redirected input'; Run = { param($script) $file = Join-Path $env:HOLYSHEEP_HOME 'unattended.ps1'; Set-Content $file $script; Invoke-Shell '-NoProfile', '-File', $file } }
        @{ Where = 'a runspace without a host'; Run = { param($script) $shell = [powershell]::Create().AddScript($script); try { $shell.Invoke() } finally { $shell.Dispose() } } }
    ) {
        Use-Provider @(@{ Calls = @(Call Remove-Item @{ Path = (Join-Path $env:HOLYSHEEP_HOME 'keep.txt') }) }, @{ Text = 'Done.' })
        'kept' | Set-Content (Join-Path $env:HOLYSHEEP_HOME 'keep.txt')
        $script = "`$env:HOLYSHEEP_CONFIG = '$env:HOLYSHEEP_CONFIG'; `$env:HOLYSHEEP_HOME = '$env:HOLYSHEEP_HOME'; Import-Module '$ModulePath'; `$r = Invoke-HolySheepChat 'go' -Tool Remove-Item; `"`$(`$r.Content) `$(`$r.ToolRuns.IsError) `$(`$r.ToolRuns.Result)`""
        "$(& $Run $script)" | Should -Match '^Done\. True It was not run: Remove-Item needs the confirmation of a person'
        Join-Path $env:HOLYSHEEP_HOME 'keep.txt' | Should -Exist
    }

    It 'that the caller allows run, and ask nothing themselves' {
        Use-Provider @(@{ Calls = @(Call Remove-Piece @{ Path = 'x' }) }, @{ Text = 'Done.' })
        (Invoke-HolySheepChat 'go' -Tool Remove-Piece -AllowTool Remove-Piece).ToolRuns.Result | Should -Be '"gone"'
        $global:removed | Should -Be 'x'
    }

    It 'are shown and not run with -WhatIf' {
        Use-Provider @(@{ Calls = (Call Remove-Piece @{ Path = 'x' }), (Call Get-Piece) }, @{ Text = 'Done.' })
        $shown = Invoke-Fresh "`$env:HOLYSHEEP_CONFIG = '$env:HOLYSHEEP_CONFIG'; Import-Module '$ModulePath'; function Remove-Piece { param(`$Path) 'RAN' }; function Get-Piece { 'RAN' }; (Invoke-HolySheepChat 'go' -Tool Remove-Piece, Get-Piece -AllowTool Remove-Piece -WhatIf).ToolRuns.Result"
        "$shown" | Should -Match "What if: .+Remove-Piece -Path 'x'.+What if: .+Get-Piece"
        "$shown" | Should -Not -Match 'RAN'
    }

    It 'with a result of 10 MB tell a part of it, and keep no more than that' {
        Use-Provider @(@{ Calls = (Call text), (Call objects) }, @{ Text = 'Done.' })
        $r = Invoke-HolySheepChat 'go' -Tool @{ text = { 'x' * 10MB }; objects = { foreach ($number in 1..100000) { [pscustomobject] @{ Number = $number; Text = 'word ' * 20 } } } }
        foreach ($run in $r.ToolRuns) {
            $run.IsError | Should -BeFalse
            [System.Text.Encoding]::UTF8.GetByteCount($run.Result) | Should -BeLessOrEqual 65536
            ($run.Result | ConvertFrom-Json).note | Should -Match 'was cut'
        }

        ($r.ToolRuns[1].Result | ConvertFrom-Json).note | Should -Match 'of 100000 objects'
    }

    It 'are not run with <Arguments>, and the model is told why' -TestCases @(
        @{ Arguments = '{"Number":"many"}' }, @{ Arguments = '{"Number":{"a":1}}' }, @{ Arguments = '{"Text":[1]}' }, @{ Arguments = '{"Number":' }, @{ Arguments = '{"Confirm":false}' }, @{ Arguments = '{"Number; Remove-Piece x":1}' }, @{ Arguments = '{"Num":1}' }
    ) {
        Use-Provider @(@{ Calls = @(Call Get-Piece $Arguments) }, @{ Text = 'Done.' })
        $r = Invoke-HolySheepChat 'go' -Tool Get-Piece
        $r.Content | Should -Be 'Done.'
        $r.ToolRuns.IsError | Should -BeTrue
        $r.ToolRuns.Result | Should -Not -BeLike '"piece*'
    }

    It 'get <Text> as a text' -TestCases @(
        @{ Text = '$(Remove-Piece x)' }, @{ Text = '; Remove-Piece x' }, @{ Text = '{ Remove-Piece x }' }, @{ Text = "' ; Remove-Piece x #" }, @{ Text = '-Confirm:$false' }, @{ Text = '`n | Remove-Piece' }, @{ Text = '--% x' }
    ) {
        Use-Provider @(@{ Calls = @(Call Get-Piece @{ Text = $Text }) }, @{ Text = 'Done.' })
        (Invoke-HolySheepChat 'go' -Tool Get-Piece, Remove-Piece).ToolRuns.Result | ConvertFrom-Json | Should -BeExactly "piece 0$Text"
        $global:removed | Should -BeNullOrEmpty
    }

    It 'asked for in twenty rounds with five allowed end with an error that lists five' {
        Use-Provider @(@{ Calls = @(Call Get-Piece) })
        $caught = $null
        try { Invoke-HolySheepChat 'go' -Tool Get-Piece -MaxToolRounds 5 -ErrorAction Stop } catch { $caught = $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'ToolRoundsExceeded,*'
        $caught.Exception.ToolRuns | Should -HaveCount 5
        $caught.Exception.Attempts | Should -HaveCount 6
        $first.Requests.Count | Should -Be 6
    }

    It 'stop when the cost limit of the call is reached in a later round' {
        Use-Provider @(@{ Calls = @(Call Get-Piece) })
        $caught = $null
        try { Invoke-HolySheepChat 'go' -Tool Get-Piece -MaxTokens 5 -MaxCost 0.0025 -MaxToolRounds 20 -ErrorAction Stop } catch { $caught = $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'BudgetExceeded,*'
        $caught.Exception.Cost | Should -BeLessOrEqual 0.0035
        $first.Requests.Count | Should -BeGreaterThan 1
        $first.Requests.Count | Should -BeLessThan 5
    }

    It 'work with a call for each row, several at once' {
        Use-Provider @(@{ Calls = @(Call Get-Piece @{ Number = 4 }) }, @{ Calls = @(Call Get-Piece @{ Number = 4 }) }, @{ Text = 'Done.' })
        $rows = 1..4 | ForEach-Object { [pscustomobject] @{ Id = $_ } } | Invoke-HolySheepChat 'go {Id}' -Tool Get-Piece -ThrottleLimit 4 -PassThru
        $rows.Answer | Should -Be @('Done.', 'Done.', 'Done.', 'Done.')
    }

    It 'end with the call within half a second of Ctrl+C' {
        if ($PSVersionTable.PSVersion.Major -lt 7 -or $IsWindows) {
            Set-ItResult -Skipped -Because 'an interrupt is sent as a signal, which Windows does not have'
            return
        }

        Use-Provider @(@{ Calls = @(Call wait) }, @{ Text = 'Done.' })
        $file = Join-Path $env:HOLYSHEEP_HOME 'wait.ps1'
        Set-Content $file @"
`$env:HOLYSHEEP_CONFIG = '$env:HOLYSHEEP_CONFIG'
Import-Module '$ModulePath'
try { Invoke-HolySheepChat 'go' -Tool @{ wait = { [Console]::Out.WriteLine('begun'); Start-Sleep 600 } } } finally { [Console]::Out.WriteLine('ended ' + [DateTime]::UtcNow.Ticks); [Console]::Out.Flush() }
"@
        $process = Start-Shell "-NoProfile -ExecutionPolicy Bypass -File `"$file`""
        try {
            $null = Wait-Line $process '^begun$'
            $status = Select-String '^SigIgn:\s*(\w+)' "/proc/$($process.Id)/status" -ErrorAction Ignore
            if ($status -and [Convert]::ToUInt64($status.Matches[0].Groups[1].Value, 16) -band 2) {
                Set-ItResult -Skipped -Because 'this shell was started with the interrupt ignored, as background jobs are'
                return
            }

            $sent = [DateTime]::UtcNow.Ticks
            & /bin/kill -INT $process.Id
            $line = Wait-Line $process '^ended \d+$'
            ([long] ($line -split ' ')[1] - $sent) / [TimeSpan]::TicksPerSecond | Should -BeLessThan 0.5
            $first.Requests.Count | Should -Be 1
        }
        finally {
            if (-not $process.HasExited) { $process.Kill() }
        }
    }
}
