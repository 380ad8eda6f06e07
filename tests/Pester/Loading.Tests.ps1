BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $neighbour = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', 'HolySheep.Neighbour', 'Neighbour.psm1'))
}

Describe 'Loading beside a module that brings other versions of our libraries' {
    It 'works when the other was imported <Order>' -TestCases @(
        @{ Order = 'first'; Imports = 'Import-Module $neighbour; Import-Module $module' }
        @{ Order = 'after us'; Imports = 'Import-Module $module; $null = Invoke-HolySheepChat a -Sandbox; Import-Module $neighbour' }
    ) {
        if ($PSVersionTable.PSEdition -ne 'Core') {
            Set-ItResult -Skipped -Because 'Windows PowerShell has no load contexts'
            return
        }

        Invoke-Fresh @"
            `$ErrorActionPreference = 'Stop'
            `$module = '$ModulePath'; `$neighbour = '$neighbour'
            $Imports
            Invoke-HolySheepChat 'a' -Sandbox | ForEach-Object Provider
            Get-Neighbour
            ('{"a":1}' | ConvertFrom-Json).a
            `$context = [System.Runtime.Loader.AssemblyLoadContext]
            `$ours = `$context::GetLoadContext((Get-Command Invoke-HolySheepChat).ImplementingType.Assembly)
            `$polly = `$ours.Assemblies | Where-Object { `$_.GetName().Name -eq 'Polly.Core' }
            `$polly.Location.StartsWith((Split-Path `$module))
            @(`$ours.Assemblies | Where-Object { `$_.GetName().Name -eq 'System.Text.Json' }).Count
            `$hosts = [System.Text.Json.JsonSerializer].Assembly.Location
            `$hosts.StartsWith((Split-Path `$neighbour)) -or `$hosts.StartsWith((Split-Path `$module))
"@ | Should -Be @('sandbox', '[1,2] by System.Text.Json 11.0.0.0', 'Polly.Core 8.5.2.4319', '1', 'True', '0', 'False')
    }

    It 'answers in Windows PowerShell when other versions were loaded first' {
        if ($PSVersionTable.PSEdition -ne 'Desktop') {
            Set-ItResult -Skipped -Because 'it is about Windows PowerShell'
            return
        }

        Invoke-Fresh "Import-Module '$neighbour'; Import-Module '$ModulePath'; (Invoke-HolySheepChat 'a' -Sandbox).Provider" | Should -Be 'sandbox'
    }
}

Describe 'Loading again' {
    It 'answers after it was removed and imported again' {
        Invoke-Fresh @"
            foreach (`$time in 1..3) {
                Import-Module '$ModulePath'
                (Invoke-HolySheepChat 'a' -Sandbox).Provider
                Remove-Module HolySheep
                @(Get-Command -Name *-HolySheep* -ListImported).Count
            }
"@ | Should -Be @('sandbox', '0', 'sandbox', '0', 'sandbox', '0')
    }

    It 'knows its results in every session: which properties lists show, and how deep jobs hand them over' {
        Invoke-Fresh @"
            function Show { `$data = Get-TypeData HolySheep.PowerShell.Results.HolySheepChatResult; "`$(`$data.SerializationDepth) `$(`$data.DefaultDisplayPropertySet.ReferencedProperties[0])" }
            Import-Module '$ModulePath'
            Show
            Import-Module '$ModulePath' -Force
            Show
            `$other = [powershell]::Create().AddScript("Import-Module '$ModulePath'; (Get-TypeData HolySheep.PowerShell.Results.HolySheepChatResult).SerializationDepth")
            `$other.Invoke()
            `$other.Dispose()
            (Start-Job { Import-Module '$ModulePath'; Invoke-HolySheepChat a -Sandbox } | Receive-Job -Wait).Attempts[0].Target
"@ | Should -Be @('2 Content', '2 Content', '2', 'sandbox/gpt-4.1')
    }

    It 'is imported by many runspaces at the same time' {
        $pool = [runspacefactory]::CreateRunspacePool(1, 8)
        $pool.Open()
        try {
            $running = foreach ($number in 1..24) {
                $shell = [powershell]::Create().AddScript('Import-Module $args[0]; (Invoke-HolySheepChat "n" -Sandbox).Provider; (Get-Module HolySheep).ExportedCmdlets.Count').AddArgument($ModulePath)
                $shell.RunspacePool = $pool
                @{ Shell = $shell; Result = $shell.BeginInvoke() }
            }

            $answers = foreach ($one in $running) {
                $one.Shell.EndInvoke($one.Result) -join ' '
                $one.Shell.Dispose()
            }

            $count = (Get-Module HolySheep).ExportedCmdlets.Count
            $answers | Should -Be (1..24 | ForEach-Object { "sandbox $count" })
        }
        finally {
            $pool.Dispose()
        }
    }
}

Describe 'A second copy in one process' {
    BeforeAll {
        $folder = Join-Path $TestDrive 'copies'
        foreach ($copy in 'one', 'two') {
            $null = New-Item -ItemType Directory "$folder/$copy/HolySheep"
            foreach ($part in 'bin', 'HolySheep.psd1') {
                Copy-Item -Recurse (Join-Path (Split-Path $ModulePath) $part) "$folder/$copy/HolySheep"
            }
        }

        $manifest = "$folder/two/HolySheep/HolySheep.psd1"
        (Get-Content $manifest) -replace "^(\s*ModuleVersion\s*=).*", "`$1 '9.9.9'" | Set-Content $manifest
    }

    It 'is imported and answers, after the first and without it' {
        Invoke-Fresh @"
            `$ErrorActionPreference = 'Stop'
            Import-Module '$folder/one/HolySheep/HolySheep.psd1'
            `$answer = Invoke-HolySheepChat 'a' -Sandbox
            Import-Module '$folder/two/HolySheep/HolySheep.psd1'
            (`$answer | Invoke-HolySheepChat 'b' -Sandbox -OnCut Restart).Conversation.Count
            (`$answer | Out-String) -match 'gpt-4.1 at sandbox'
            @(Get-Module HolySheep).Count
            Remove-Module HolySheep
            Import-Module '$folder/two/HolySheep/HolySheep.psd1'
            (Invoke-HolySheepChat 'c' -Sandbox).Provider
            "`$((Get-Command Invoke-HolySheepChat).Version)"
            Import-Module '$folder/one/HolySheep/HolySheep.psd1' -Force
            (Invoke-HolySheepChat 'd' -Sandbox).Provider
"@ | Should -Be @('4', 'True', '2', 'sandbox', '9.9.9', 'sandbox')
    }

    It 'is imported by runspaces at the same moment, each its own' {
        if ($PSVersionTable.PSEdition -ne 'Core') {
            Set-ItResult -Skipped -Because 'Windows PowerShell has no ForEach-Object -Parallel'
            return
        }

        Invoke-Fresh @"
            @(1..8 | ForEach-Object -Parallel {
                Import-Module "$folder/`$(('one', 'two')[`$_ % 2])/HolySheep/HolySheep.psd1" -ErrorAction Stop
                (Invoke-HolySheepChat "number `$_ here" -Sandbox).Content -replace '^.*You said: '
            } -ThrottleLimit 8 | Sort-Object) -join ';'
"@ | Should -Be ((1..8 | ForEach-Object { "number $_ here" }) -join ';')
    }
}
